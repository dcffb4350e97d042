import { type ActionButton } from "./actionButton.js";

/**
 * Makes a button act while it is held, by the pointer or by a key.
 * @param button the button
 * @param onHold called when that begins and ends; a button that cannot be used begins nothing
 */
export function ListenForHold(button: ActionButton, onHold: (on: boolean) => void): void {
    let held = false;
    const hold = (on: boolean): void => {
        if (on !== held && (!on || button.enabled)) {
            held = on;
            onHold(on);
        }
    };
    button.control.onPointerDownObservable.add(() => hold(true));
    button.control.onPointerUpObservable.add(() => hold(false));
    button.control.onPointerOutObservable.add(() => hold(false));
    button.control.onDisposeObservable.addOnce(() => hold(false));
    button.listenForKeys(hold);
}
