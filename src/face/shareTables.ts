/** The ids that a share code counts through, in its order. A code names its table by a hash, so that it outlives changes of the head. */
export interface IShareTable {
    /** Id of the rig. */
    readonly rig: string;
    readonly continuous: readonly string[];
    readonly colors: readonly string[];
    readonly discrete: readonly { readonly id: string; readonly options: readonly string[] }[];
}

/** Ids of one group, written short. */
function Group(group: string, names: string): string[] {
    return names.split(" ").map((name) => `${group}.${name}`);
}

/**
 * Tables of heads that share codes were written for. A code that names one of them is readable for ever: tables are added, never changed.
 */
export const KnownShareTables: readonly IShareTable[] = [
    {
        rig: "default-head",
        continuous: [
            ...Group("macro", "gender african asian age weight"),
            ...Group(
                "face",
                "width height depth back taper square long forehead foreheadBulge foreheadDepth temples chinWidth chinHeight chinProminence chinCleft jawWidth jawDrop prognathism cheekbones cheekHeight cheekFullness cheekInner doubleChin earSize earHeight earFlap earAngle earLobe chinForward chinLength jawAngle jawCorner cheekboneWidth cheekboneDepth cheekDepth foreheadWidth",
            ),
            ...Group("brow", "height angle depth inner arch outer spacing ridge thickness"),
            ...Group(
                "eye",
                "size spacing height depth openInner open openOuter innerCorner outerCorner epicanthus foldHeight foldShape foldAngle bag tilt width iris",
            ),
            ...Group(
                "nose",
                "length width depth position volume greek hump curve compression tipHeight tipWidth wingAngle nostrilWidth flaring widthTop widthMiddle septum tipForward tipSize bridgeDepth rootDepth wingSpread wingDepth",
            ),
            ...Group(
                "mouth",
                "width fullness position forward corners cupidsBow cupidsBowWidth dimples laughLines philtrum upperHeight upperVolume upperWidth lowerHeight lowerVolume lowerWidth upperForward lowerForward cornerDepth",
            ),
        ],
        colors: ["skin", "hair", "brow", "iris", "lips"],
        discrete: [
            { id: "hair", options: ["none", "short02", "short04", "short01", "afro01", "long01", "ponytail01"] },
            { id: "brow", options: ["brow001", "brow004", "brow006", "brow009", "brow010", "brow012"] },
        ],
    },
];
