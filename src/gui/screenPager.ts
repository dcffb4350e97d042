import { type IPage, type PageId } from "./page.types.js";
import { type ScreenPages } from "./screenPages.js";

/** Opens pages: by name, one after another, and by what the player looks for. */
export class ScreenPager {
    private readonly _pages: ScreenPages;
    private readonly _show: (page: IPage) => void;
    private _page: IPage;

    /**
     * @param pages all pages
     * @param show shows a page
     */
    public constructor(pages: ScreenPages, show: (page: IPage) => void) {
        this._pages = pages;
        this._show = show;
        this._page = pages.first;
    }

    /** The open page. */
    public get page(): IPage {
        return this._page;
    }

    /**
     * Opens a page, also anew.
     * @param id page id; default: the open one
     */
    public open(id?: PageId): void {
        this._page = id === undefined ? this._page : this._pages.get(id);
        this._show(this._page);
    }

    /**
     * Opens the page beside the open one; the last is followed by the first.
     * @param step which side
     */
    public turn(step: 1 | -1): void {
        const ids = this._pages.entries.map(({ id }) => id);
        this.open(ids[(ids.indexOf(this._page.id) + step + ids.length) % ids.length]);
    }

    /**
     * Shows the sliders that the player looks for; without a text the region that was open before.
     * @param text what the player typed
     */
    public search(text: string): void {
        if (text.trim() === "") {
            this.open(this._pages.lastRegion);
        } else {
            this._page = this._pages.search(text);
            this._show(this._page);
        }
    }
}
