/** Digits of base 62: letters and digits alone come unharmed through chats, addresses and a double click. */
const Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CheckLength = 4;
/** The largest prime below 62^4. With a prime, every single wrong digit and every swap of two changes the check. */
const CheckPrime = 14776331;
/** Below 2^53 / CheckPrime; any number that has no small order. */
const CheckFactor = 7654321;

/**
 * A number as text with check digits.
 * @param value 0 or more
 * @param version goes into the check
 * @returns letters and digits; the last four are the check
 */
export function NumberToText(value: bigint, version: number): string {
    let text = "";
    for (let rest = value; rest > 0n; rest /= 62n) {
        text = Digits[Number(rest % 62n)] + text;
    }
    return text + CheckOf(text, version);
}

/**
 * Reads the text again.
 * @param text as {@link NumberToText} wrote it
 * @param version as it was given there
 * @returns the number; undefined if the text is wrong
 */
export function TextToNumber(text: string, version: number): bigint | undefined {
    const body = text.slice(0, -CheckLength);
    if (!/^[0-9A-Za-z]{4,}$/.test(text) || body.startsWith("0") || CheckOf(body, version) !== text.slice(-CheckLength)) {
        return undefined;
    }
    return [...body].reduce((value, digit) => value * 62n + BigInt(Digits.indexOf(digit)), 0n);
}

function CheckOf(text: string, version: number): string {
    let check = version;
    for (const digit of text) {
        check = (check * CheckFactor + Digits.indexOf(digit) + 1) % CheckPrime;
    }
    let result = "";
    for (let i = 0; i < CheckLength; i++) {
        result = Digits[check % 62] + result;
        check = Math.floor(check / 62);
    }
    return result;
}
