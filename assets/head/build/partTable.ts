/** A style that is a mesh of its own, with the proxy that it is made from. */
export interface IStyleRow {
    readonly id: string;
    readonly label: string;
    /** Below `public/data/proxies/`. */
    readonly proxy: string;
    /** Below the proxy's `textures/`. */
    readonly texture: string;
    readonly tags: readonly string[];
}

function Style(kind: string, id: string, label: string, proxy: string, texture: string, ...tags: string[]): IStyleRow {
    return { id, label, proxy: `${kind}/${proxy}`, texture, tags };
}

/** Brow styles, in the order of the vector x. */
export const BrowTable: readonly IStyleRow[] = ["001", "004", "006", "009", "010", "012"].map((n, i) =>
    Style("eyebrows", `brow${n}`, `Style ${i + 1}`, `eyebrow${n}`, `eyebrow${n}.png`),
);

/** Proxies of the parts that every head has. */
export const PartProxies = {
    lashes: "eyelashes/eyelashes03",
    teeth: "teeth/Teeth_Base",
    tongue: "tongue/tongue01",
} as const;
