import { EnglishStrings, type IScreenStrings } from "../src/gui/strings.js";

/** Texts of another language for the creation screen: what a player sees first as a translator would write it, the rest as long as there. */
export interface IScreenLanguage {
    readonly dir: "ltr" | "rtl";
    readonly strings: IScreenStrings;
}

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const German: Tree = {
    title: "Gesichtseditor",
    undo: "Rückgängig",
    redo: "Wiederholen",
    done: "Fertig",
    cancel: "Abbrechen",
    back: "Zurück",
    compare: "Vergleichen: halten",
    random: "Überraschung",
    search: "Suchen",
    resetRegion: "Zurücksetzen",
    diceRegion: "Würfeln",
    lockRegion: "Alle sperren",
    hint: "Am Gesicht ziehen formt es  ·  daneben dreht es  ·  Mausrad vergrößert",
    sides: { apart: "Links und rechts getrennt" },
    ranges: { extremes: "Extremwerte" },
    viewGroups: ["Ansicht", "Beleuchtung", "Ausdruck", "Anzeigen"],
    regions: {
        brow: "Augenbrauen",
        eye: "Augen",
        nose: "Nase",
        mouth: "Mund",
        face: "Gesichtsform",
        macro: "Kopf",
        color: "Farben",
        style: "Haare, Brauen, Bart",
        makeup: "Schminke",
    },
    presets: {
        title: "Vorlagen",
        hint: "Wähle ein Ausgangsgesicht. Ein Regler sagt dann, wie viel davon übernommen wird.",
        name: "Vorlage {n}",
        average: "Durchschnitt",
        randomTitle: "Dem Zufall überlassen",
        dice: "Neues Zufallsgesicht",
        seed: "Startwert",
    },
    share: {
        title: "Speichern und teilen",
        slots: "Speicherplätze auf diesem Gerät",
        save: "Auf Platz {n} sichern",
        load: "Platz {n} laden",
        empty: "leer",
        code: "Gesichtscode",
        copy: "Code kopieren",
        useCode: "Code verwenden",
    },
    photo: {
        title: "Foto verwenden",
        choose: "Foto auswählen",
        useCamera: "Kamera verwenden",
        preset: "Vorlage wählen",
        random: "Zufallsgesicht",
        tips: "Für gute Ähnlichkeit",
        drop: "oder ein Bild hierherziehen oder einfügen",
        privacy:
            "Dein Foto bleibt auf diesem Gerät. Es dient nur der Gestaltung des Gesichts und wird danach verworfen. Nichts wird hochgeladen.",
        guidance: [
            "Gerade in die Kamera schauen",
            "Gleichmäßiges Licht von vorn",
            "Neutraler Ausdruck, Mund geschlossen, Augen offen",
            "Haare und Brille möglichst aus dem Gesicht",
        ],
    },
};

const Japanese: Tree = {
    title: "顔エディター",
    undo: "元に戻す",
    redo: "やり直す",
    done: "完了",
    cancel: "キャンセル",
    compare: "長押しで比較",
    random: "おまかせ",
    search: "検索",
    resetRegion: "リセット",
    diceRegion: "シャッフル",
    lockRegion: "すべてロック",
    hint: "顔をドラッグして形を変える・横をドラッグして回す・ホイールで拡大",
    sides: { apart: "左右を別々に" },
    ranges: { extremes: "極端な値" },
    viewGroups: ["表示", "照明", "表情", "切り替え"],
    regions: {
        brow: "眉",
        eye: "目",
        nose: "鼻",
        mouth: "口",
        face: "輪郭",
        macro: "頭",
        color: "色",
        style: "髪・眉・ひげ",
        makeup: "メイク",
    },
    presets: {
        title: "プリセット",
        hint: "出発点にする顔を選びます。そのあとスライダーでどれだけ取り入れるかを決められます。",
        name: "プリセット{n}",
        average: "平均",
    },
    photo: {
        title: "写真を使う",
        choose: "写真を選ぶ",
        useCamera: "カメラを使う",
        preset: "プリセット",
        random: "ランダム",
        tips: "似せるためのコツ",
        drop: "画像をドロップするか貼り付けてください",
        privacy: "写真はこの端末から出ません。顔を作るためだけに使い、そのあと破棄します。アップロードは一切行いません。",
        guidance: ["カメラをまっすぐ見る", "正面からの均一な光", "真顔で口を閉じ、目を開ける", "髪と眼鏡はできるだけ顔から外す"],
    },
};

const Arabic: Tree = {
    title: "صانع الوجه",
    done: "تم",
    cancel: "إلغاء",
    compare: "مقارنة: اضغط مطولا",
    random: "فاجئني!",
    search: "بحث",
    regions: {
        brow: "الحواجب",
        eye: "العينان",
        nose: "الأنف",
        mouth: "الفم",
        face: "شكل الوجه",
        macro: "الرأس",
        color: "الألوان",
        style: "الشعر، الحواجب، اللحية",
        makeup: "المكياج",
    },
    photo: { privacy: "تبقى صورتك على هذا الجهاز. تستخدم لتشكيل الوجه ثم تحذف. لا يتم رفع أي شيء (أبدا)." },
};

/** Words to fill texts that nobody has translated here, to the length that they would have. */
const Fillers = {
    de: "Gesichtserkennung mit Augenbrauenabstand und Beleuchtungseinstellung der Nasenflügelbreite für Oberlippenhöhe ",
    ja: "この写真の顔から形と色を読み取り、頭の形を整えて、似ている顔を作ります。",
    ar: "شكل الوجه واللون من الصورة (الجديدة) ثم حفظ التغييرات، إذا أردت ذلك. ",
};
const Growth = { de: 1.3, ja: 0.55, ar: 1 };

function Fill(text: string, language: keyof typeof Fillers): string {
    const length = Math.max(2, Math.round(text.length * Growth[language]));
    const filler = Fillers[language];
    const start = text.length % 7;
    return (
        filler
            .repeat(Math.ceil((length + 7) / filler.length))
            .slice(start, start + length)
            .trim() + (text.includes("{n}") ? " {n}" : "")
    );
}

/** Every letter with an accent, and 40 % longer. */
function Lengthen(text: string): string {
    const accented = text.replace(/[aeiouAEIOU]/g, (letter) => "áéíóúÁÉÍÓÚ"["aeiouAEIOU".indexOf(letter)]);
    return accented + " ~lông".repeat(Math.ceil((0.4 * text.length) / 6)).slice(0, Math.ceil(0.4 * text.length));
}

function Map(tree: Tree, change: (text: string) => string, known?: Tree): Tree {
    if (typeof tree === "string") {
        return typeof known === "string" ? known : change(tree);
    }
    const at = (key: string): Tree | undefined => (known as { readonly [key: string]: Tree } | undefined)?.[key];
    return Array.isArray(tree)
        ? tree.map((one, i) => Map(one as Tree, change, at(String(i))))
        : Object.fromEntries(Object.entries(tree).map(([key, one]) => [key, Map(one as Tree, change, at(key))]));
}

/**
 * The languages that the screen is looked at in.
 * @param names the head's own names of sliders, colours and styles by their ids
 * @returns the languages by name
 */
export function CreateLanguages(names: Readonly<Record<string, string>>): Readonly<Record<"pseudo" | "de" | "ja" | "ar", IScreenLanguage>> {
    const english = { ...EnglishStrings, names } as unknown as Tree;
    const create = (dir: "ltr" | "rtl", change: (text: string) => string, known?: Tree): IScreenLanguage => ({
        dir,
        strings: Map(english, change, known) as unknown as IScreenStrings,
    });
    return {
        pseudo: create("ltr", Lengthen),
        de: create("ltr", (text) => Fill(text, "de"), German),
        ja: create("ltr", (text) => Fill(text, "ja"), Japanese),
        ar: create("rtl", (text) => Fill(text, "ar"), Arabic),
    };
}
