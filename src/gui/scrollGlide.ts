/** Only moves of the last milliseconds count for the speed: whoever rests before letting go wants the list to stand. */
const WindowMs = 90;
/** The part of its speed that a list loses in a millisecond, and the speed at which it stands, in pixels per millisecond. */
const Friction = 0.0035;
const Slowest = 0.03;

/** How a list goes on after the finger that dragged it: it keeps the finger's speed and slows down. */
export class ScrollGlide {
    private _moves: { readonly at: number; readonly ms: number }[] = [];
    private _speed = 0;
    private _ms = 0;

    /**
     * The finger has moved the list.
     * @param at where it is, in pixels
     * @param ms the present time in milliseconds
     */
    public follow(at: number, ms: number): void {
        this._moves = [...this._moves.filter((move) => ms - move.ms <= WindowMs), { at, ms }];
    }

    /**
     * The finger has let go.
     * @param ms the present time in milliseconds
     */
    public release(ms: number): void {
        const moves = this._moves.filter((move) => ms - move.ms <= WindowMs);
        const [first, last] = [moves[0], moves[moves.length - 1]];
        this._speed = moves.length > 1 && last.ms > first.ms ? (last.at - first.at) / (last.ms - first.ms) : 0;
        this._ms = ms;
        this._moves = [];
    }

    /** Whether the list still goes on after the finger. */
    public get isGliding(): boolean {
        return Math.abs(this._speed) >= Slowest;
    }

    /** The list stands. */
    public stop(): void {
        this._speed = 0;
        this._moves = [];
    }

    /**
     * A frame has passed.
     * @param ms the present time in milliseconds
     * @returns how far the list has gone on since the last one, in pixels; 0 once it stands
     */
    public step(ms: number): number {
        if (!this.isGliding) {
            this._speed = 0;
            return 0;
        }
        const passed = ms - this._ms;
        this._ms = ms;
        const left = Math.exp(-Friction * passed);
        const way = (this._speed * (1 - left)) / Friction;
        this._speed *= left;
        return way;
    }
}
