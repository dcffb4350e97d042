import { Logger } from "@babylonjs/core/Misc/logger.js";

/**
 * Waits for work that nobody else may be waiting for, and logs why it failed.
 * @param work the work
 * @param isWanted asked when it has failed: whether the failure still matters
 */
export async function LogFailureAsync(work: Promise<void>, isWanted: () => boolean): Promise<void> {
    try {
        await work;
    } catch (error) {
        if (isWanted()) {
            Logger.Error(error instanceof Error ? error.message : String(error));
        }
    }
}
