import { SplitName } from "./names.js";

/** ARKit's 52 blend shapes without their sides. */
const ArkitNames = (
    "browDown browInnerUp browOuterUp cheekPuff cheekSquint eyeBlink eyeLookDown eyeLookIn eyeLookOut eyeLookUp eyeSquint eyeWide " +
    "jawForward jaw jawOpen mouthClose mouthDimple mouthFrown mouthFunnel mouth mouthLowerDown mouthPress mouthPucker mouthRollLower " +
    "mouthRollUpper mouthShrugLower mouthShrugUpper mouthSmile mouthStretch mouthUpperUp noseSneer tongueOut"
).split(" ");
const ArkitByWords = new Map(ArkitNames.map((name) => [SplitName(name).words.join(" "), name]));

/** What Character Creator calls ARKit's shapes. */
const Renamed: Readonly<Record<string, string>> = {
    "brow raise inner": "browInnerUp",
    "brow raise outer": "browOuterUp",
    "brow drop": "browDown",
    "mouth up upper": "mouthUpperUp",
    "mouth down lower": "mouthLowerDown",
    "cheek puff": "cheekPuff",
    "cheek raise": "cheekSquint",
    "mouth roll in upper": "mouthRollUpper",
    "mouth roll in lower": "mouthRollLower",
    "nose sneer": "noseSneer",
    blink: "eyeBlink",
    "eye close": "eyeBlink",
};

/** Words that only moving faces have: VRM's presets and mouth shapes, visemes, and what artists call expressions. */
const MovingWord =
    /^(blink|smile|frown|sneer|squint|funnel|pucker|puff|viseme|phoneme|joy|angry|anger|sorrow|sad|happy|fun|relaxed|surprised|surprise|fear|disgust|neutral|aa|ih|ou|ee|oh|a|i|u|e|o|look|kiss|wink|dimple|shrug|talk|speech|pronounce|expression)$/;

/** Pairs of words that together mean a movement. */
const MovingPair =
    /\b(jaw open|mouth open|mouth close|eye close|brow (up|down|raise|drop)|lips? (press|part|open)|mouth (stretch|press|roll))\b/;

/**
 * The expression that a morph target is, by the common vocabularies.
 * @param words of `SplitName`, without the side
 * @returns a stable id: ARKit's name where there is one, without its side; undefined where the name is no expression's
 */
export function ExpressionId(words: readonly string[]): string | undefined {
    const text = words.join(" ");
    const known = ArkitByWords.get(text) ?? Renamed[text];
    // `jaw` and `mouth` alone are ARKit's only with a side, and then they are names of shapes as well as of parts.
    if (known !== undefined && known !== "jaw" && known !== "mouth") {
        return known;
    }
    return words.some((word) => MovingWord.test(word)) || MovingPair.test(text) ? CamelCase(words) : undefined;
}

function CamelCase(words: readonly string[]): string {
    return words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join("");
}
