export const DIRECTORY_PHRASE = "seven-grey-herons-over-water";
