import { type Page } from "@playwright/test";
import { type IGamePage } from "./screenPage.js";

interface IHeldPage {
    readonly game: IGamePage;
    letGo: () => void;
}

/**
 * For tests of the player's way and not of the likeness: photos are fitted in the quickest way.
 * @param page the page
 */
export async function FitQuicklyAsync(page: Page): Promise<void> {
    await page.evaluate(() => {
        const { creator } = (window as unknown as IHeldPage).game;
        const fitAsync = creator.fitPhotoAsync.bind(creator);
        creator.fitPhotoAsync = async (photo, options) => await fitAsync(photo, { ...options, method: "oneShot" });
    });
}

/**
 * Quick fits that stand in their middle until they are let go.
 * @param page the page
 * @returns lets the fit go on that stands now
 */
export async function HoldFitsAsync(page: Page): Promise<() => Promise<void>> {
    await FitQuicklyAsync(page);
    await page.evaluate(() => {
        const holder = window as unknown as IHeldPage;
        const { creator } = holder.game;
        const fitAsync = creator.fitPhotoAsync.bind(creator);
        creator.fitPhotoAsync = async (photo, options) => {
            options?.onProgress?.({ phase: "fit", fraction: 0.4 });
            await new Promise<void>((resolve) => (holder.letGo = resolve));
            return await fitAsync(photo, options);
        };
    });
    return async () => await page.evaluate(() => (window as unknown as IHeldPage).letGo());
}

/**
 * Photos are fitted as the screen asks for it again.
 * @param page the page
 */
export async function FitAsBeforeAsync(page: Page): Promise<void> {
    await page.evaluate(() => delete (window as unknown as { game: { creator: { fitPhotoAsync?: unknown } } }).game.creator.fitPhotoAsync);
}
