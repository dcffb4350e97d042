/** Measurements that may pass without the error falling. */
const Patience = 12;

/** By what share the error must fall meanwhile. */
const LeastFall = 0.005;

/** Share of all steps that are still done when the error has stopped falling. */
const EndingShare = 0.1;

/** Where the end of a training was brought forward. */
export interface IEarlyEnd {
    /** The step at which the error no longer fell. */
    readonly step: number;
    /** Share of the training that was done by then. */
    readonly share: number;
}

/**
 * Whether a training gains nothing any more: the best of the last 12 held-out errors is not at least half a percent below the best before them.
 * @param heldOut errors on held-out samples, in order
 * @returns true where it has stopped falling
 */
export function HasStoppedFalling(heldOut: readonly number[]): boolean {
    if (heldOut.length <= Patience) {
        return false;
    }
    const before = Math.min(...heldOut.slice(0, -Patience));
    return Math.min(...heldOut.slice(-Patience)) > before * (1 - LeastFall);
}

/**
 * The step after which a training ends. One that is stopped early still does a tenth of its steps, over which the learning rate falls to 0: that
 * last fall is where much of the fine detail is learned.
 * @param steps of the whole training
 * @param early where it was stopped early
 * @returns the number of steps
 */
export function LastStep(steps: number, early: IEarlyEnd | null): number {
    return early ? Math.min(steps, early.step + Math.ceil(EndingShare * steps)) : steps;
}

/**
 * How much of a training is done.
 * @param step steps done
 * @param steps of the whole training
 * @param early where it was stopped early: from there the share runs to 1 at {@link LastStep}
 * @returns 0..1
 */
export function ShareDone(step: number, steps: number, early: IEarlyEnd | null): number {
    if (!early) {
        return step / steps;
    }
    const ending = LastStep(steps, early) - early.step;
    return ending > 0 ? early.share + (1 - early.share) * ((step - early.step) / ending) : 1;
}
