/** How long to wait for what the next poll brings: two and a half, for n8n polls once a minute at most. */
export const secondsForPoll = 150;
