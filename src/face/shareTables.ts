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
    {
        rig: "default-head",
        continuous: [
            ...Group("macro", "gender african asian age weight"),
            ...Group(
                "face",
                "width height depth back taper square long forehead foreheadBulge foreheadDepth temples chinWidth chinHeight chinProminence chinCleft jawWidth jawDrop prognathism cheekbones cheekHeight cheekFullness cheekInner doubleChin earSize earHeight earFlap earAngle earLobe chinForward chinLength jawAngle jawCorner cheekboneWidth cheekboneDepth cheekDepth foreheadWidth angle diamond foreheadLow foreheadMiddle foreheadUpper foreheadBumps foreheadEdge templeHollow crown crownSides backUpper cheekFront cheekApple zygoma cheekArch cheekboneHeight cheekLow cheekHollow jowl jawLine jawLineWidth jawCornerDepth jawBack chinCorners chinTriangle chinBottom chinPad underChin neckWidth earTop earLobeLength earLong earWidth earPoint earDepth",
            ),
            ...Group(
                "brow",
                "height angle depth inner arch outer spacing ridge thickness glabella frown boneOuter hollow rimInner outerSpread hairHeight hairSlope hairArch hairInner hairOuter tail head thickInner thickMiddle thickOuter peak",
            ),
            ...Group(
                "eye",
                "size spacing height depth openInner open openOuter innerCorner outerCorner epicanthus foldHeight foldShape foldAngle bag tilt width iris upperInner upperMiddle upperOuter lowerInner lowerMiddle lowerOuter creaseInner creaseMiddle creaseOuter creaseDepthInner creaseDepthMiddle creaseDepthOuter hoodInner hoodMiddle hoodOuter hoodTail innerCornerIn outerCornerOut innerCornerDepth outerCornerDepth tearCorner ballDepth ballHeight ballSpacing ballSize lidsHeight lidsSpacing tearTrough bagFullness lidRoll rimLower rimOuter rimOuterDepth socketUpper socketInner lashLength",
            ),
            ...Group(
                "nose",
                "length width depth position volume greek hump curve compression tipHeight tipWidth wingAngle nostrilWidth flaring widthTop widthMiddle septum tipForward tipSize bridgeDepth rootDepth wingSpread wingDepth rootHeight rootWidth rootPit humpHigh humpLow aboveTip sideWall tipDrop tipTurn tipBulb tipCleft columella rimHeight wingTop wingThickness wingCrease wingBase base",
            ),
            ...Group(
                "mouth",
                "width fullness position forward corners cupidsBow cupidsBowWidth dimples laughLines philtrum upperHeight upperVolume upperWidth lowerHeight lowerVolume lowerWidth upperForward lowerForward cornerDepth upperPeak upperDip upperBorder upperBorderOuter lowerBorderCenter lowerBorder lowerBorderOuter lineCenter line upperCenter upperSide upperOuter lowerCenter lowerSide lowerOuter cornerOut cornerUp cornerPit philtrumDepth philtrumWidth upperSkin upperLength foldUpper foldMiddle foldCheek cornerFold chinCrease chinCreaseHeight lowerShelf depth",
            ),
        ],
        colors: ["skin", "hair", "brow", "iris", "lips"],
        discrete: [
            { id: "hair", options: ["none", "short02", "short04", "short01", "afro01", "long01", "ponytail01"] },
            { id: "brow", options: ["brow001", "brow004", "brow006", "brow009", "brow010", "brow012"] },
        ],
    },
];
