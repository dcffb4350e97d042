/** A set of small whole numbers that is filled and emptied without allocation. */
export class MarkedList {
    /** The members, in the order in which they were added: the first `count` entries. */
    public readonly items: Uint32Array;
    /** Number of members. */
    public count = 0;

    private readonly _marks: Uint32Array;
    private _mark = 1;

    /** @param size members are below it */
    public constructor(size: number) {
        this.items = new Uint32Array(size);
        this._marks = new Uint32Array(size);
    }

    /**
     * Adds a number, once.
     * @param item the number
     */
    public add(item: number): void {
        if (this._marks[item] !== this._mark) {
            this._marks[item] = this._mark;
            this.items[this.count++] = item;
        }
    }

    /** Adds every number. */
    public addAll(): void {
        for (let i = 0; i < this.items.length; i++) {
            this.items[i] = i;
        }
        this._marks.fill(this._mark);
        this.count = this.items.length;
    }

    /** Takes all members out. */
    public clear(): void {
        this.count = 0;
        this._mark++;
    }
}
