export const trackerKey = process.env.TRACKER_API_KEY;
export const region = process.env.REGION;
