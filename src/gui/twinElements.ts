/** What a native button stands for. */
export interface ITwinButton {
    readonly label: string;
    readonly onActivate: () => void;
    /** For choices: whether it is pressed. */
    readonly pressed?: boolean;
    readonly onFocus?: (focused: boolean) => void;
}

/** What a native input stands for. `onInput` is called while the value moves, `onCommit` when it rests. */
export interface ITwinInput {
    readonly label: string;
    readonly onInput: (value: string) => void;
    readonly onCommit: () => void;
    readonly onFocus?: (focused: boolean) => void;
}

/** What a native text field is. */
export interface ITwinText extends ITwinInput {
    /** CSS of its look. */
    readonly style: string;
    readonly placeholder?: string;
    /** Whether it is seen only while it has the focus. */
    readonly hidden?: boolean;
    /** As of the HTML attribute; default `auto`. */
    readonly dir?: string;
}

/** A moving picture over a control. */
export interface ITwinMedia {
    /** Writes a large text in its middle, such as a number that counts down; empty for none. */
    mark(text: string): void;
    /** Takes the picture away. */
    dispose(): void;
}

/**
 * A native button.
 * @param options label and what it does
 * @returns the element
 */
export function CreateTwinButton({ label, pressed, onActivate }: ITwinButton): HTMLButtonElement {
    const element = document.createElement("button");
    element.type = "button";
    element.setAttribute("aria-label", label);
    if (pressed !== undefined) {
        element.setAttribute("aria-pressed", String(pressed));
    }
    element.addEventListener("click", onActivate);
    return element;
}

/**
 * A native input for a value.
 * @param type `range` (0 to 1 in steps of 1/250) or `color` (#rrggbb)
 * @param options label and what it does
 * @returns the element
 */
export function CreateTwinInput(type: "range" | "color", options: ITwinInput): HTMLInputElement {
    const element = CreateInput(type, options);
    if (type === "range") {
        element.min = "0";
        element.max = "1";
        element.step = "0.004";
    }
    return element;
}

/**
 * A native text field.
 * @param options label and what it calls with its text
 * @returns the element
 */
export function CreateTwinText(options: ITwinText): HTMLInputElement {
    const element = CreateInput("text", options);
    element.dir = options.dir ?? "auto";
    element.autocomplete = "off";
    element.spellcheck = false;
    element.placeholder = options.placeholder ?? "";
    return element;
}

/**
 * What is seen over the camera's picture: an oval for the face, shade around it, and a large text in its middle.
 * @returns the element, and what writes the text
 */
export function CreateOval(): { readonly element: HTMLElement; readonly mark: ITwinMedia["mark"] } {
    const element = document.createElement("div");
    element.setAttribute("aria-hidden", "true");
    element.style.cssText = `opacity:1;border-radius:12px;background:${OvalShade};align-content:center;text-align:center`;
    const text = document.createElement("span");
    text.style.cssText = "color:#fff;font:600 5em/1 sans-serif;text-shadow:0 0 .15em #000";
    element.append(text);
    return { element, mark: (value) => (text.textContent = value) };
}

/** Nothing within the oval, its line, and shade around it. */
const OvalShade =
    "radial-gradient(ellipse 24% 44% at 50% 49%, transparent 97%, rgba(255,255,255,.85) 97.5%, rgba(255,255,255,.85) 99.5%, rgba(16,19,26,.5) 100%)";

function CreateInput(type: string, { label, onInput, onCommit }: ITwinInput): HTMLInputElement {
    const element = document.createElement("input");
    element.type = type;
    element.setAttribute("aria-label", label);
    element.addEventListener("input", () => onInput(element.value));
    element.addEventListener("change", onCommit);
    return element;
}
