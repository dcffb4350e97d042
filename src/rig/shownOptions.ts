import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type IRigFile } from "./rigFile.types.js";
import { SrgbToLinear } from "../face/srgb.js";

interface IBlock {
    /** Node names of each option. */
    readonly names: readonly (readonly string[])[];
    /** Tint of each option; empty where the block tints nothing. */
    readonly tints: readonly Color3[];
    readonly tinted: readonly string[];
    /** Every loaded mesh of the block, with the options that show it. */
    meshes: readonly { readonly mesh: Mesh; readonly options: ReadonlySet<number> }[];
    /** The option that is shown. */
    shown: number;
}

/** What the chosen options show and tint. Where an option's meshes are not loaded yet, the one before stays. */
export class ShownOptions {
    private readonly _blocks: readonly IBlock[];
    private readonly _missing: string[] = [];

    /** @param rig the rig */
    public constructor(rig: IRigFile) {
        this._blocks = rig.discrete.map((block) => ({
            names: block.options.map(({ show }) => show),
            tints: block.tints === undefined ? [] : block.options.map(({ color = [1, 1, 1] }) => Color3.FromArray(color.map(SrgbToLinear))),
            tinted: block.tints ?? [],
            meshes: [],
            shown: block.default,
        }));
    }

    /** Node names of what was chosen last and is not loaded; the same list each time. */
    public get missing(): readonly string[] {
        return this._missing;
    }

    /**
     * Takes the meshes that are loaded.
     * @param meshesOf meshes of a node name, none where it is not loaded
     */
    public setMeshes(meshesOf: (name: string) => readonly Mesh[]): void {
        for (const block of this._blocks) {
            const options = new Map<Mesh, Set<number>>();
            block.names.forEach((names, option) => {
                for (const mesh of names.flatMap(meshesOf)) {
                    options.set(mesh, (options.get(mesh) ?? new Set()).add(option));
                }
            });
            block.meshes = [...options].map(([mesh, of]) => ({ mesh, options: of }));
        }
    }

    /**
     * The node names that options show.
     * @param chosen number of the option of each block
     * @returns a new list
     */
    public namesOf(chosen: ArrayLike<number>): string[] {
        return this._blocks.flatMap(({ names }, block) => names[chosen[block]]);
    }

    /**
     * Shows options.
     * @param chosen number of the option of each block
     * @param has whether a node is loaded
     * @param materials materials by name
     */
    public apply(chosen: ArrayLike<number>, has: (name: string) => boolean, materials: ReadonlyMap<string, PBRMaterial>): void {
        this._missing.length = 0;
        for (let b = 0; b < this._blocks.length; b++) {
            const block = this._blocks[b];
            let isLoaded = true;
            for (const name of block.names[chosen[b]]) {
                if (!has(name)) {
                    isLoaded = false;
                    this._missing.push(name);
                }
            }
            if (isLoaded) {
                block.shown = chosen[b];
            }
            for (const { mesh, options } of block.meshes) {
                mesh.setEnabled(options.has(block.shown));
            }
            if (block.tints.length > 0) {
                for (const name of block.tinted) {
                    materials.get(name)?.albedoColor.copyFrom(block.tints[block.shown]);
                }
            }
        }
    }
}
