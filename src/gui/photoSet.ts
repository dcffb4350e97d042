import { type IPicture } from "../face/picture.js";
import { type IChosenPhoto, type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { type EyePoints, GetEyes, JudgePhoto, type PhotoVerdictCode } from "../faceCreator/photoReading.js";

/** Most photos that one face is made of. */
export const MostPhotos = 5;

/** A photo of the player, and whose face in it is meant. */
export interface ISetPhoto {
    readonly found: IPhotoFaces;
    readonly faceIndex: number;
    /** What the player should know about it; none of it stops a fit. */
    readonly warnings: readonly PhotoVerdictCode[];
    /** Where its eyes are: where they were found, or where the player put them. */
    readonly eyes: EyePoints;
    /** Whether the player has put them there. */
    readonly marked: boolean;
    /** Whether it was turned around, as in a mirror. */
    readonly mirrored: boolean;
}

/** The photos of one person that a face is made of, one of which is looked at. */
export class PhotoSet {
    private _photos: readonly ISetPhoto[] = [];
    private _index = 0;

    /** The photos, in the order in which they came. */
    public get photos(): readonly ISetPhoto[] {
        return this._photos;
    }

    /** Whether there is none. */
    public get isEmpty(): boolean {
        return this._photos.length === 0;
    }

    /** Whether no more are taken. */
    public get isFull(): boolean {
        return this._photos.length >= MostPhotos;
    }

    /** Which photo is looked at; a number beyond the last one is the last one's. */
    public get index(): number {
        return this._index;
    }
    public set index(value: number) {
        this._index = Math.max(0, Math.min(value, this._photos.length - 1));
    }

    /** The photo that is looked at. */
    public get current(): ISetPhoto | undefined {
        return this._photos[this._index];
    }

    /** What is fitted. Eyes are given where the player has put them, or where nothing else says where they are. */
    public get request(): readonly IChosenPhoto[] {
        return this._photos.map(({ found, faceIndex, eyes, marked }) => ({
            photo: found.picture,
            faceIndex,
            eyes: marked || !found.faces[faceIndex] ? eyes : undefined,
        }));
    }

    /**
     * Whether a picture is in the set.
     * @param picture the decoded photo
     * @returns whether the very pixels are there
     */
    public has(picture: IPicture): boolean {
        return this._photos.some(({ found }) => IsSame(found.picture, picture));
    }

    /**
     * Adds a photo, and looks at it.
     * @param found the photo and its faces
     * @param faceIndex whose face is meant
     */
    public add(found: IPhotoFaces, faceIndex: number): void {
        const warnings = JudgeFace(found, faceIndex);
        this._photos = [...this._photos, { found, faceIndex, warnings, eyes: GuessEyes(found, faceIndex), marked: false, mirrored: false }];
        this._index = this._photos.length - 1;
    }

    /** Takes the photo that is looked at away. */
    public remove(): void {
        this._photos = this._photos.filter((_, i) => i !== this._index);
        this.index = this._index;
    }

    /**
     * Takes where the player put the eyes of the photo that is looked at.
     * @param eyes the eyes
     */
    public moveEyes(eyes: EyePoints): void {
        this._photos = this._photos.map((photo, i) => (i === this._index ? { ...photo, eyes, marked: true } : photo));
    }

    /**
     * Takes the photo that is looked at as a mirror shows it; eyes that the player has put somewhere stay on the face.
     * @param found the photo turned around, and its faces
     */
    public mirror(found: IPhotoFaces): void {
        const { width } = found.picture;
        const turn = (photo: ISetPhoto): ISetPhoto => {
            const [a, b] = photo.eyes;
            const eyes = [
                [width - b[0], b[1]],
                [width - a[0], a[1]],
            ] as const;
            const distance = (index: number): number => {
                const at = GetEyes(found.faces[index].landmarks);
                return Math.hypot(at[0][0] - eyes[0][0], at[0][1] - eyes[0][1]);
            };
            const [faceIndex = 0] = [...found.faces.keys()].sort((i, k) => distance(i) - distance(k));
            const marked = photo.marked || found.faces.length === 0;
            return {
                found,
                faceIndex,
                warnings: JudgeFace(found, faceIndex),
                eyes: marked ? eyes : GuessEyes(found, faceIndex),
                marked,
                mirrored: !photo.mirrored,
            };
        };
        this._photos = this._photos.map((photo, i) => (i === this._index ? turn(photo) : photo));
    }

    /** Forgets everything. */
    public clear(): void {
        this._photos = [];
        this._index = 0;
    }
}

/** What the player should know about a face of a photo; nothing where there is none. */
function JudgeFace({ picture, faces }: IPhotoFaces, faceIndex: number): readonly PhotoVerdictCode[] {
    const face = faces[faceIndex];
    return face ? JudgePhoto(picture, face).map(({ code }) => code) : [];
}

function IsSame(a: IPicture, b: IPicture): boolean {
    return a.width === b.width && a.height === b.height && a.data.every((value, i) => value === b.data[i]);
}

/** The eyes of a face; where there is none a place to start from. */
function GuessEyes({ picture: { width, height }, faces }: IPhotoFaces, faceIndex: number): EyePoints {
    const face = faces[faceIndex];
    return (face ? GetEyes(face.landmarks) : [0.42, 0.58].map((x) => [x * width, 0.42 * height])) as unknown as EyePoints;
}
