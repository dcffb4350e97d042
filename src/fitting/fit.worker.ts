import { expose } from "comlink";
import { RegisterErrorTransfer } from "./errorTransfer.js";
import { FitService } from "./fitService.js";

RegisterErrorTransfer();
expose(new FitService());
