import { transferHandlers, type TransferHandler } from "comlink";
import { FaceCreatorError, type FaceCreatorErrorCode } from "../face/faceCreatorError.js";

/** A FaceCreatorError as it crosses between page and worker. */
interface ISentError {
    readonly code: FaceCreatorErrorCode;
    readonly message: string;
    readonly stack: string | undefined;
}

type ThrowHandler = TransferHandler<{ value: unknown }, { sent?: ISentError; rest?: unknown }>;

/**
 * Lets a FaceCreatorError keep its code between page and worker; comlink alone keeps only name, message and stack.
 * Call on both sides; idempotent.
 */
export function RegisterErrorTransfer(): void {
    const stock = transferHandlers.get("throw") as TransferHandler<{ value: unknown }, unknown> & { isOurs?: true };
    if (stock.isOurs) {
        return;
    }
    const ours: ThrowHandler & { isOurs: true } = {
        isOurs: true,
        canHandle: (value): value is { value: unknown } => stock.canHandle(value),
        serialize: (thrown) => {
            const error = thrown.value;
            if (error instanceof FaceCreatorError) {
                return [{ sent: { code: error.code, message: error.message, stack: error.stack } }, []];
            }
            const [rest, transferables] = stock.serialize(thrown);
            return [{ rest }, transferables];
        },
        deserialize: ({ sent, rest }) => {
            if (!sent) {
                return stock.deserialize(rest);
            }
            const error = new FaceCreatorError(sent.code, "", "", "");
            error.message = sent.message;
            error.stack = sent.stack;
            throw error;
        },
    };
    transferHandlers.set("throw", ours);
}
