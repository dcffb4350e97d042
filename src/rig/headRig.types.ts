/** Options of {@link HeadRig.CreateAsync}. */
export interface IHeadRigOptions {
    /** Name of the root node. Default `faceCreatorHead`. */
    readonly name?: string;
    /** Whether shaders of options that are loaded later are compiled before they are shown; the option before stays until then. Default true. */
    readonly compileOptions?: boolean;
}

/** What came of applying a face. */
export interface IApplyResult {
    /** False when the face was made for another version of this head: it was applied as far as the parameters still exist. */
    readonly hashMatches: boolean;
    /** False while an option of the face is not loaded: the one before is shown until it is. */
    readonly isComplete: boolean;
}
