// SQL on what a score is kept as. The indexes of the same names are used by who asks in these very words.

/** The SQL of whether any gate touches somebody: few of many. Index `scores_gated`. */
export const isGated = "result -> 'gates' <> '[]'";

/** The SQL of the names of the channels that somebody was active in. Index `scores_channels`. */
export const channelsOfScore = "jsonb_path_query_array(result, '$.channels[*].channel')";

/** The SQL of the months in which somebody was active. Index `scores_months`. */
export const monthsOfScore = "(result ->> 'activeMonths')::int";

/** The SQL of whether somebody is a hidden gem: few of many. Index `scores_gems`. */
export const isHiddenGem = "result -> 'hiddenGem' <> 'null'";
