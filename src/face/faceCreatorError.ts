/** Stable codes of {@link FaceCreatorError}. */
export type FaceCreatorErrorCode =
    | "E_ABORTED"
    | "E_ANIMATED"
    | "E_ARGUMENT"
    | "E_BROWSER"
    | "E_CAM_BUSY"
    | "E_CAM_DENIED"
    | "E_CAM_INSECURE"
    | "E_CAM_NONE"
    | "E_CODE_INVALID"
    | "E_DECODE"
    | "E_DISPOSED"
    | "E_FACE_FORMAT"
    | "E_FACE_SMALL"
    | "E_FIT_DIVERGED"
    | "E_GRAPHICS_LOST"
    | "E_HEIC"
    | "E_MULTIPLE_FACES"
    | "E_NETWORK_FILE"
    | "E_NO_FACE"
    | "E_READ"
    | "E_RIG_FORMAT"
    | "E_RIG_MISMATCH"
    | "E_STORAGE"
    | "E_TOO_BIG"
    | "E_TOO_SMALL"
    | "E_TRUNCATED"
    | "E_TYPE"
    | "E_VERSION_NEWER"
    | "E_WRITE";

/** The error that every part throws: a stable code, and a text that says what is wrong and what to do. */
export class FaceCreatorError extends Error {
    /**
     * @param code stable code
     * @param what what is wrong, for example `no face in the photo`
     * @param value the offending value, shown in quotes
     * @param advice what to do
     */
    public constructor(
        public readonly code: FaceCreatorErrorCode,
        what: string,
        value: string,
        advice: string,
    ) {
        super(`FaceCreator: ${what} "${value}" - ${advice}`);
        this.name = "FaceCreatorError";
    }
}
