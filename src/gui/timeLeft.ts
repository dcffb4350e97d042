/** What must have passed before the time left is told: milliseconds, and the share of the whole; and the seconds that it is rounded up to. */
const FirstMs = 3000;
const FirstShare = 0.12;
const Step = 5;

/** How long something still takes, by how long it took so far; told once it is likely to be right, and never longer than it was told before. */
export class TimeLeft {
    private _startMs: number | undefined;
    private _fraction = 0;
    private _told = Infinity;

    /**
     * The time left.
     * @param fraction how far it is, 0..1; 0, or less than before, starts anew
     * @param nowMs the present time in milliseconds
     * @returns seconds, a multiple of 5; undefined where it is not known, or where it is less than they are worth telling
     */
    public at(fraction: number, nowMs: number): number | undefined {
        if (this._startMs === undefined || fraction === 0 || fraction < this._fraction) {
            this._startMs = nowMs;
            this._told = Infinity;
        }
        this._fraction = fraction;
        const passedMs = nowMs - this._startMs;
        if (passedMs < FirstMs || fraction < FirstShare || fraction >= 1) {
            return undefined;
        }
        const seconds = (passedMs * (1 - fraction)) / fraction / 1000;
        this._told = Math.min(this._told, Step * Math.ceil(seconds / Step));
        return this._told > 0 ? this._told : undefined;
    }
}
