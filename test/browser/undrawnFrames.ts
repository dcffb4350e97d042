/** Frames without their 3D pictures: the camera, the interface and whatever follows frames go on. */
export const PassFramesUndrawn = `(() => {
    const { scene } = game;
    scene.getEngine().stopRenderLoop();
    scene.render = () => {};
    setInterval(() => {
        scene.onBeforeRenderObservable.notifyObservers(scene);
        scene.activeCamera?.update();
        scene.updateTransformMatrix(true);
        for (const texture of scene.textures.filter(({ rootContainer }) => rootContainer)) {
            texture._checkUpdate(null);
        }
        scene.onAfterRenderObservable.notifyObservers(scene);
    }, 60);
})()`;
