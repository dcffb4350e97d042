import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type FaceEditor } from "./faceEditor.js";
import { type FaceFiles } from "./faceFiles.js";
import { FacePictures } from "./facePictures.js";
import { FaceSlots, type ISlotStore } from "./faceSlots.js";
import { CreateHistoryPage } from "./historyPage.js";
import { type INavEntry } from "./navPanel.js";
import { type IPage, type PageId } from "./page.types.js";
import { NameSchema } from "./nameSchema.js";
import { CreatePhotoPage } from "./photoPage.js";
import { HeadView } from "./pictureViews.js";
import { type PhotoSession } from "./photoSession.js";
import { CreatePresetsPage } from "./presetsPage.js";
import { CreateRegionPage, CreateSearchPage, type IRegionPageOptions } from "./regionPages.js";
import { CreateRegions, type IRegion } from "./regions.js";
import { type IScreenContext } from "./screenContext.js";
import { CreateSharePage } from "./sharePage.js";

/** What the pages work with. */
export interface IScreenPagesOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    readonly session: PhotoSession;
    readonly storage?: ISlotStore;
    readonly photo: boolean;
    readonly isOpen: () => boolean;
    readonly getSeed: () => number;
    readonly onDice: (seed: number, ids?: readonly string[]) => void;
    readonly onPhotoFile: () => void;
    /** Opens another page; without an id the open one anew. */
    readonly onPage: (id?: PageId) => void;
    readonly files: FaceFiles;
    readonly onSay: (text: string) => void;
    readonly onError: (error: unknown) => void;
}

/** All pages of the screen in the order of the list. */
export class ScreenPages {
    /** Entries of the list. */
    public readonly entries: readonly INavEntry[];
    /** The region that was open last; a search goes back to it. */
    public lastRegion: PageId;
    private readonly _pages = new Map<PageId, IPage>();
    private readonly _regions: readonly IRegion[];
    private readonly _regionOptions: IRegionPageOptions;

    /**
     * @param creator the face creator
     * @param options what the pages work with
     */
    public constructor(creator: FaceCreator, options: IScreenPagesOptions) {
        const { context, editor, session } = options;
        const pictures = new FacePictures(creator, options.isOpen);
        this._regions = CreateRegions(NameSchema(creator.schema, context.strings.names), context.strings);
        this.lastRegion = this._regions[0].id;
        this._regionOptions = {
            context,
            editor,
            drawAsync: async (block, option, view) => await pictures.drawOptionAsync(block, option, view),
            drawGlassesAsync: async (id, view) => await pictures.drawAsync(editor.face, view, id),
            onDice: (ids) => options.onDice(options.getSeed(), ids),
            onRebuild: () => options.onPage(),
        };
        const sources = [
            ...(options.photo
                ? [
                      CreatePhotoPage({
                          context,
                          session,
                          editor,
                          drawAsync: async (face) => await pictures.drawAsync(face, HeadView),
                          onFile: options.onPhotoFile,
                          onPage: options.onPage,
                          onRandom: () => options.onDice(options.getSeed()),
                      }),
                  ]
                : []),
            CreatePresetsPage({
                context,
                editor,
                drawAsync: async (face) => await pictures.drawAsync(face, HeadView),
                getSeed: options.getSeed,
                onDice: (seed) => options.onDice(seed),
            }),
        ];
        const regions = this._regions.map((region) => CreateRegionPage(region, this._regionOptions));
        const share = CreateSharePage({ ...options, slots: new FaceSlots(options.storage) });
        const all = [...sources, ...regions, share, CreateHistoryPage(context, editor)];
        for (const page of all) {
            this._pages.set(page.id, page);
        }
        this.entries = all.map(({ id, title, icon }) => ({ id, label: title, icon, starts: id === regions[0].id || id === "share" }));
    }

    /** The page that opens first. */
    public get first(): IPage {
        return this.get(this.entries[0].id);
    }

    /**
     * A page.
     * @param id page id
     * @returns the page; the first region where there is no such page
     */
    public get(id: PageId): IPage {
        const page = this._pages.get(id) ?? this._pages.get(this._regions[0].id);
        if (this._regions.some((region) => region.id === id)) {
            this.lastRegion = id;
        }
        return page as IPage;
    }

    /**
     * The page of a search.
     * @param text what the player typed
     * @returns the page
     */
    public search(text: string): IPage {
        return CreateSearchPage(text, this._regions, this._regionOptions);
    }
}
