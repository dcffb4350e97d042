import { type ISavedRun } from "./trainingRun.js";

const Database = "babylon-face-creator-training";
const Store = "runs";
/** Raised with the form of a run: those of an earlier one are forgotten. */
const Version = 2;

/**
 * Keeps a run in IndexedDB, so that it survives a closed tab.
 * @param run the run; replaces that of the same head
 */
export async function StoreRunAsync(run: ISavedRun): Promise<void> {
    await RequestAsync("readwrite", (store) => store.put(run, run.rig.id));
}

/**
 * The stored run of a head.
 * @param rig the head; a run of another version of it is left out
 * @returns the run, or undefined where there is none
 */
export async function ReadRunAsync(rig: { readonly id: string; readonly hash: string }): Promise<ISavedRun | undefined> {
    const run = await RequestAsync<ISavedRun | undefined>("readonly", (store) => store.get(rig.id) as IDBRequest<ISavedRun | undefined>);
    return run?.rig.hash === rig.hash ? run : undefined;
}

/**
 * Forgets the stored run of a head.
 * @param id of the head
 */
export async function DeleteRunAsync(id: string): Promise<void> {
    await RequestAsync("readwrite", (store) => store.delete(id));
}

async function RequestAsync<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = indexedDB.open(Database, Version);
    opening.onupgradeneeded = () => {
        if (opening.result.objectStoreNames.contains(Store)) {
            opening.result.deleteObjectStore(Store);
        }
        opening.result.createObjectStore(Store);
    };
    const database = await ResultAsync(opening);
    try {
        const transaction = database.transaction(Store, mode);
        const request = ask(transaction.objectStore(Store));
        await new Promise<void>((resolve, reject) => {
            transaction.oncomplete = () => resolve();
            transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("The browser did not store the run."));
        });
        return request.result;
    } finally {
        database.close();
    }
}

async function ResultAsync<T>(request: IDBRequest<T>): Promise<T> {
    return await new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("The browser has no storage for this page."));
    });
}
