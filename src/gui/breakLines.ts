/** Scripts that write words without spaces between them. */
const Unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30FC\u3001\u3002\uFF01-\uFF60]/u;
/** What begins no line, and what ends none. */
const NeverFirst =
    /^[\p{Pe}\p{Pf}\p{Po}\u30FC\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7]/u;
const NeverLast = /[\p{Ps}\p{Pi}]$/u;
const Letter = /^\p{L}$/u;

/**
 * Breaks a text into lines: at its spaces, between the words of scripts that write none, and within a word that is wider than a line.
 * @param text the text; its own line ends stay
 * @param width what a line may measure
 * @param measure width of a text
 * @returns the lines, one at least, without the spaces at their ends
 */
export function BreakLines(text: string, width: number, measure: (text: string) => number): readonly string[] {
    const fits = (line: string): boolean => measure(line.trimEnd()) <= width;
    const lines: string[] = [];
    for (const paragraph of text.split("\n")) {
        let line = "";
        for (const piece of SplitPieces(paragraph)) {
            if (line !== "" && !fits(line + piece)) {
                lines.push(line.trimEnd());
                line = "";
            }
            line += piece;
            while (!fits(line)) {
                const [head, tail] = CutWord(line, fits);
                if (tail === "") {
                    break;
                }
                lines.push(head);
                line = tail;
            }
        }
        lines.push(line.trimEnd());
    }
    return lines;
}

/** Pieces between which a line may end; spaces belong to the piece before them. */
function SplitPieces(text: string): readonly string[] {
    const pieces: string[] = [];
    for (const word of text.match(/\S*\s*/g) ?? []) {
        for (const part of Unspaced.test(word) ? SplitWords(word) : [word]) {
            const last = pieces[pieces.length - 1];
            if (last !== undefined && !/\s$/.test(last) && (NeverFirst.test(part) || NeverLast.test(last))) {
                pieces[pieces.length - 1] = last + part;
            } else if (part !== "") {
                pieces.push(part);
            }
        }
    }
    return pieces;
}

/** Words of a script without spaces; browsers that know no words get its characters. */
function SplitWords(text: string): readonly string[] {
    return "Segmenter" in Intl
        ? Array.from(new Intl.Segmenter(undefined, { granularity: "word" }).segment(text), ({ segment }) => segment)
        : [...text];
}

/** Cuts a word that is wider than a line; within letters a hyphen says so. */
function CutWord(word: string, fits: (line: string) => boolean): readonly [string, string] {
    const characters = [...word];
    for (let count = characters.length - 1; count > 1; count--) {
        const head = characters.slice(0, count).join("");
        const hyphen = !Unspaced.test(head) && Letter.test(characters[count - 1]) && Letter.test(characters[count]) ? "-" : "";
        if (fits(head + hyphen)) {
            return [head + hyphen, characters.slice(count).join("")];
        }
    }
    return [word, ""];
}
