/** Parts of a face that a player can name, after the groups of the head's parameters; `face` is its outline and skin. */
export type FacePart = "brow" | "eye" | "nose" | "mouth" | "face" | "hair";
