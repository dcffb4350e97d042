/** One thing at a time that the player can stop. */
export class PhotoTask {
    private _control: AbortController | undefined;

    /** Whether something runs. */
    public get isRunning(): boolean {
        return this._control !== undefined;
    }

    /** Stops what runs. */
    public stop(): void {
        this._control?.abort();
    }

    /**
     * Runs something.
     * @param workAsync what runs; its signal stops it
     * @param onEnd called where it ends badly: with what was thrown, or with nothing where it was stopped
     */
    public async runAsync(workAsync: (signal: AbortSignal) => Promise<void>, onEnd: (error?: unknown) => void): Promise<void> {
        const control = new AbortController();
        this._control = control;
        try {
            await workAsync(control.signal);
        } catch (error) {
            onEnd(control.signal.aborted ? undefined : error);
        } finally {
            this._control = undefined;
        }
    }
}
