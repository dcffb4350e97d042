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

/** Hair styles beside `none`, in the order of the vector x. None covers an eye. */
export const HairTable: readonly IStyleRow[] = [
    Style("hair", "short02", "Short", "short02", "short02_diffuse.png", "male"),
    Style("hair", "short04", "Cropped", "short04", "short04_diffuse.png", "male"),
    Style("hair", "short01", "Short and loose", "short01", "short01_diffuse.png", "female", "male"),
    Style("hair", "afro01", "Afro", "afro01", "afro_diffuse.png", "female", "male"),
    Style("hair", "long01", "Long", "long01", "long01_diffuse.png", "female"),
    Style("hair", "ponytail01", "Ponytail", "ponytail01", "ponytail01_diffuse.png", "female"),
];

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
