import { Matrix, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { CropControl, EyeDistance, EyeLine } from "./cropControl.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { type ScreenStage } from "./screenStage.js";

/**
 * Lays the photo over the head, eyes on eyes, seen from the front, so that the player sees one turn into the other.
 * @param stage what the screen stands on
 * @param reference the photo and its eyes
 * @returns takes the photo away and turns the head back
 */
export function LayPhotoOver({ camera, eyes, texture }: ScreenStage, { found, eyes: marked }: IPhotoReference): () => void {
    const turnBack = camera.lookFromFront();
    const { width, height } = texture.getSize();
    const view = camera.camera;
    const transform = view.getViewMatrix(true).multiply(view.getProjectionMatrix(true));
    const viewport = view.viewport.toGlobal(width, height);
    const [a, b] = eyes.map((eye) => Vector3.Project(eye, Matrix.IdentityReadOnly, transform, viewport));
    const side = Math.abs(b.x - a.x) / EyeDistance;
    const photo = new CropControl("photo.over", found.picture, marked, true);
    const ratio = texture.idealRatio;
    photo.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    photo.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    photo.widthInPixels = photo.heightInPixels = side / ratio;
    photo.leftInPixels = ((a.x + b.x) / 2 - side / 2) / ratio;
    photo.topInPixels = ((a.y + b.y) / 2 - side * EyeLine) / ratio;
    photo.isHitTestVisible = false;
    // Under the panels.
    photo.zIndex = -1;
    texture.addControl(photo);
    return () => {
        photo.dispose();
        turnBack();
    };
}
