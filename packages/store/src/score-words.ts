// SQL on what a score is kept as. The indexes of the same names are used by who asks in these very words.

/** The SQL of whether any gate touches somebody: few of many. Index `scores_gated`. */
export const isGated = "result -> 'gates' <> '[]'";

/** The SQL of the names of the channels that somebody was active in. Index `scores_channels`. */
export const channelsOfScore = "jsonb_path_query_array(result, '$.channels[*].channel')";
