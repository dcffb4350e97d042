import { type Scene } from "@babylonjs/core/scene.js";
import { AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { Button } from "@babylonjs/gui/2D/controls/button.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { TextBlock } from "@babylonjs/gui/2D/controls/textBlock.js";

/** What the game says on its own screen. */
export interface IGameHud {
    /**
     * Says something under the introduction.
     * @param text a line of it
     */
    say(text: string): void;
}

const Font = "Inter, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
const Introduction = [
    "This is a game that opens the face creator. Its HUD,",
    "its keys, camera, lights, shadows and post-processing",
    "are its own: it gets all of them back as they were.",
];
const Keys = ["Drag to look around   ·   scroll to come closer", "F: create your face"];
/** Width of the introduction and height of its lines, distances, and what a canvas has across at least, in ideal pixels. */
const IntroductionWidth = 500;
const LineHeight = 24;
const Margin = 16;
const LeastAcross = 540;
/** The keys fit into one line from this width on. */
const KeysAcross = 640;
const KeysHeight = 24;

/**
 * The game's own texture: what this page is, a button, and the keys.
 * @param scene the scene
 * @param onCreate called when the player wants to create a face
 * @returns the HUD
 */
export function AddHud(scene: Scene, onCreate: () => void): IGameHud {
    const hud = AdvancedDynamicTexture.CreateFullscreenUI("hud", true, scene);
    const engine = scene.getEngine();
    // Phones and large screens read it as well as a screen of 720 lines.
    const measure = (): void => {
        const aspect = engine.getRenderWidth() / engine.getRenderHeight();
        hud.idealHeight = Math.max(720, LeastAcross / aspect);
        const lines = hud.idealHeight * aspect < KeysAcross ? Keys : [Keys.join("   ·   ")];
        keys.text = lines.join("\n");
        keys.heightInPixels = lines.length * KeysHeight;
        button.topInPixels = -2 * Margin - lines.length * KeysHeight;
    };
    const panel = new Rectangle("introduction");
    panel.widthInPixels = IntroductionWidth;
    panel.thickness = 0;
    panel.cornerRadius = 14;
    panel.background = "rgba(16, 19, 26, 0.72)";
    panel.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    panel.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    panel.leftInPixels = panel.topInPixels = Margin;
    panel.isHitTestVisible = false;
    const text = CreateText("introduction.text", "", 16);
    text.textHorizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    text.paddingLeftInPixels = Margin;
    text.lineSpacing = "5px";
    const say = (lines: readonly string[]): void => {
        text.text = lines.join("\n");
        panel.heightInPixels = lines.length * LineHeight + 2 * Margin;
    };
    say(Introduction);
    panel.addControl(text);
    hud.addControl(panel);

    const keys = CreateText("keys", "", 15);
    keys.color = "#C9CFDA";
    keys.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    keys.topInPixels = -Margin;
    hud.addControl(keys);

    const button = Button.CreateSimpleButton("createFace", "Create your face");
    button.widthInPixels = 260;
    button.heightInPixels = 56;
    button.cornerRadius = 12;
    button.thickness = 0;
    button.background = "#F2B45C";
    button.color = "#1D1406";
    button.fontSizeInPixels = 20;
    button.fontFamily = Font;
    button.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    button.onPointerClickObservable.add(onCreate);
    hud.addControl(button);
    measure();
    engine.onResizeObservable.add(measure);
    return { say: (more) => say([...Introduction, more]) };
}

function CreateText(name: string, content: string, size: number): TextBlock {
    const text = new TextBlock(name, content);
    text.fontFamily = Font;
    text.fontSizeInPixels = size;
    text.color = "#F4F5F7";
    text.isHitTestVisible = false;
    return text;
}
