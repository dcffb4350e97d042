import {
    type IColorParameter,
    type IContinuousParameter,
    type IDiscreteBlock,
    type IFaceSchema,
    type ParameterGroup,
} from "../face/faceSchema.js";
import { type IScreenStrings } from "./strings.js";
import { type IconName } from "./icons.js";

/** The id of a region of the screen: a parameter group, the colours, the discrete blocks, or those of them that are makeup. */
export type RegionId = ParameterGroup | "color" | "style" | "makeup";

/** One entry of the region list, with what it edits. */
export interface IRegion {
    readonly id: RegionId;
    readonly label: string;
    readonly icon: IconName;
    readonly continuous: readonly IContinuousParameter[];
    readonly colors: readonly IColorParameter[];
    readonly discrete: readonly IDiscreteBlock[];
}

const GroupOrder: readonly ParameterGroup[] = ["brow", "eye", "nose", "mouth", "face", "macro"];

/**
 * Sorts the parameters of a head into the regions of the screen; regions with nothing to edit are left out.
 * @param schema the head's parameters
 * @param strings texts of the screen
 * @returns the regions in the order of the list
 */
export function CreateRegions(schema: IFaceSchema, strings: IScreenStrings): IRegion[] {
    const groups = GroupOrder.map((id): IRegion => ({
        id,
        label: strings.regions[id],
        icon: id,
        continuous: schema.continuous.filter((parameter) => parameter.group === id),
        colors: [],
        discrete: [],
    }));
    const blockIds = new Set(schema.discrete.map((block) => block.id));
    const regions: IRegion[] = [
        ...groups,
        { id: "color", label: strings.regions.color, icon: "color", continuous: [], colors: schema.colors, discrete: [] },
        {
            id: "style",
            label: strings.regions.style,
            icon: "style",
            continuous: [],
            colors: schema.colors.filter((color) => blockIds.has(color.id)),
            discrete: schema.discrete.filter((block) => !block.makeup),
        },
        {
            id: "makeup",
            label: strings.regions.makeup,
            icon: "makeup",
            continuous: [],
            colors: [],
            discrete: schema.discrete.filter((block) => block.makeup),
        },
    ];
    return regions.filter((region) => region.continuous.length + region.colors.length + region.discrete.length > 0);
}
