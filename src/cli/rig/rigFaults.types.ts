/** Something that is wrong with a rig, or worth a look. */
export interface IRigFault {
    /** `fault`: the rig does not load or shows something wrong; `note`: it works, but may not be meant so. */
    readonly severity: "fault" | "note";
    /** Path in the rig file, for example `continuous.3.binds.0.target`, or the file. */
    readonly place: string;
    readonly text: string;
}
