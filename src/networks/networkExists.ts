/**
 * Whether a head ships a network: one that it can do without is no error where it is missing.
 * @param url absolute URL of the network's folder, ends with a slash
 * @returns false where the server says that there is none; whatever else is wrong with it shows when the file is loaded
 */
export async function NetworkExistsAsync(url: string): Promise<boolean> {
    try {
        return (await fetch(`${url}manifest.json`, { method: "HEAD" })).status !== 404;
    } catch {
        return true;
    }
}
