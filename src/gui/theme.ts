type Widen<T> = { readonly [K in keyof T]: T[K] extends number ? number : T[K] extends string ? string : Widen<T[K]> };

/** The look of the creation screen; a game may replace any part of it. */
export type IScreenTheme = Widen<typeof ScreenTheme>;

/** Parts of a look: whatever is left out stays as in {@link ScreenTheme}. */
export type PartialTheme = {
    readonly [K in keyof IScreenTheme]?: IScreenTheme[K] extends object ? Partial<IScreenTheme[K]> : IScreenTheme[K];
};

/**
 * Every colour, size and distance of the creation screen. Lengths are ideal pixels: 1080 of them fill the height of a 1080-line canvas.
 * Text on panels keeps a contrast of at least 4.5:1.
 */
export const ScreenTheme = {
    font: "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif",
    color: {
        panel: "rgba(16, 19, 26, 0.93)",
        panelLine: "rgba(255, 255, 255, 0.09)",
        surface: "#252B36",
        surfaceHover: "#313947",
        surfacePressed: "#1C212A",
        selected: "#3A3122",
        text: "#F4F5F7",
        textMuted: "#AEB6C4",
        accent: "#F2B45C",
        accentHover: "#FFC97A",
        accentPressed: "#D99A41",
        onAccent: "#1D1406",
        danger: "#FF9384",
        track: "#465063",
        trackCentre: "#77839A",
        thumb: "#FFFFFF",
        focus: "#8AD4FF",
        scrim: "rgba(16, 19, 26, 0.96)",
        none: "transparent",
    },
    text: { title: 28, heading: 24, body: 19, small: 18 },
    space: { xs: 4, s: 8, m: 12, l: 16, xl: 24 },
    radius: { control: 10, panel: 18, pill: 24 },
    size: { control: 46, primary: 56, row: 72, icon: 22, leftPanel: 264, rightPanel: 440, topBar: 64, card: 540 },
    /** Opacity of what cannot be used now. */
    disabledAlpha: 0.38,
} as const;

/** Icons grow less than texts, and what has texts in it at least as high as a line of them. */
const IconGrowth = 0.5;
const LineShare = 1.3;
const LineSpacing = 4;

/**
 * Height of a line of several.
 * @param theme the look
 * @param size size of the text
 * @returns ideal pixels
 */
export function LineHeightOf({ text }: Pick<IScreenTheme, "text">, size: keyof IScreenTheme["text"]): number {
    return Math.ceil(text[size] * LineShare) + LineSpacing;
}

/**
 * The same look with larger texts, for canvases on which not everything can grow.
 * @param theme the look
 * @param growth 1 or more
 * @returns a new theme, with controls as high as a line of text and margins no wider than needed
 */
export function GrowTexts(theme: IScreenTheme, growth: number): IScreenTheme {
    if (growth <= 1) {
        return theme;
    }
    const { title, heading, body, small } = theme.text;
    const text = { title: title * growth, heading: heading * growth, body: body * growth, small: small * growth };
    const line = LineHeightOf({ text }, "body") + 2 * theme.space.xs;
    const { size, space } = theme;
    return {
        ...theme,
        text,
        space: { ...space, xl: Math.max(space.l, space.xl / growth) },
        size: {
            ...size,
            control: Math.max(size.control, line),
            primary: Math.max(size.primary, line),
            icon: size.icon * (1 + (growth - 1) * IconGrowth),
        },
    };
}

/**
 * A whole look.
 * @param parts what differs from {@link ScreenTheme}
 * @returns a new theme
 */
export function ResolveTheme(parts: PartialTheme = {}): IScreenTheme {
    const merged: Record<string, unknown> = { ...ScreenTheme };
    for (const [key, value] of Object.entries(parts)) {
        merged[key] = typeof value === "object" ? { ...(ScreenTheme[key as keyof IScreenTheme] as object), ...value } : value;
    }
    return merged as unknown as IScreenTheme;
}
