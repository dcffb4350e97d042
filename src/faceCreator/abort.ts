import { FaceCreatorError } from "../face/faceCreatorError.js";

/**
 * The error of a call that was stopped.
 * @param what the call
 * @returns a new error with code E_ABORTED
 */
export function CreateAbortError(what: string): FaceCreatorError {
    return new FaceCreatorError("E_ABORTED", "the call was stopped:", what, "call it again when it is wanted");
}

/**
 * Waits for a promise, but no longer than until the signal aborts; the promise itself goes on unheard.
 * @param promise what to wait for
 * @param signal when to stop waiting
 * @param what name of the call, for the error
 * @returns the promise's value
 * @throws E_ABORTED when the signal aborts first
 */
export async function UntilAbortedAsync<T>(promise: Promise<T>, signal: AbortSignal | undefined, what: string): Promise<T> {
    if (!signal) {
        return promise;
    }
    let stop = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
        stop = () => reject(CreateAbortError(what));
        signal.addEventListener("abort", stop);
        if (signal.aborted) {
            stop();
        }
    });
    try {
        return await Promise.race([promise, aborted]);
    } finally {
        signal.removeEventListener("abort", stop);
    }
}
