// Generated from the OpenAPI document by "npm run docs": do not edit.
export interface paths {
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody should look at, each with its test: of what the asker may read, the newest first. */
        get: operations["alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to whom, newest first; parts of subject, actor and action narrow it down. */
        get: operations["audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/awardees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was recognised, for what and when, and which accounts are theirs. */
        get: operations["awardees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/awardees/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a CSV of awardees in place of the one of its name. */
        post: operations["importAwardees"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/awardees/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a CSV of awardees holds. Nothing is kept. */
        post: operations["previewAwardees"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each message to the asker, or for admins and operators to everybody, the newest first. */
        get: operations["deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reports that were issued and that the asker may read, the newest first. */
        get: operations["editions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editions/{edition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report as it was issued: what the asker may have of it. */
        get: operations["edition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editions/{edition}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an edition says otherwise than another one of the same report. */
        get: operations["compareEditions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/editions/{edition}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report as the file that subscribers get: what the asker may have of it. */
        get: operations["editionFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a person from everything that is stored, for good; later readings do not bring them back. */
        post: operations["erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What erasing a person would take away, and what to type to confirm it. */
        post: operations["previewErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What goes on, as it happens: pulls, runs, queues; each asker hears only what they may see. */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The expertises that the asker may see. */
        get: operations["expertises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/candidacies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is considered, the last moved first. */
        get: operations["candidacies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who distinguishes themselves, on one of two tracks: a page, or everybody as CSV or JSON. */
        get: operations["candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Up to four people beside one another, term by term. */
        get: operations["compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/discovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The spaces that signals lead to and nobody watches, best first. */
        get: operations["discovery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/discovery/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Watch a found space from now on: a source is made of it. */
        post: operations["acceptFound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/discovery/{id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a found space is not to be watched: it is not proposed again. */
        post: operations["ignoreFound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/discovery/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a found space's host, as its robots.txt allows, what could read it. */
        post: operations["lookAtFound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/discovery/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a found space off until a day. */
        post: operations["snoozeFound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The persons that hold several accounts, with every link and its reasons. */
        get: operations["identities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/identities/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept, reject or snooze a proposal; split, lock or unlock; undo a decision. */
        post: operations["decideIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/identities/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people decided of persons, the newest first. */
        get: operations["identityHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/identities/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts that may be one person, first those that would change the ranks most. */
        get: operations["proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/identities/proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal: both persons beside one another, reasons for and against, and what joining does to ranks. */
        get: operations["proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Active people who cannot be candidates, and why: a page, and how many there are by the reason. */
        get: operations["moved"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything known of one person in an expertise, with the evidence behind it. */
        get: operations["person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/assignees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can look after a candidacy: everybody who may do something about this person, the asker too. */
        get: operations["assignees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/candidacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a candidacy on, assign it, write a note, vote, add evidence, or take a move back. */
        post: operations["actOnCandidacy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/dossier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evidence for one candidate: as it is now, or as a decision froze it. */
        get: operations["dossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a person does not want to be considered, or take that back. */
        post: operations["optOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows behind a person's numbers, the newest first. */
        get: operations["personSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/wrong-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that something about a person is wrong: the person, an account, a link or a signal. */
        post: operations["reportWrongData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/people/{person}/wrong-data/{report}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a report with what was done about it. */
        post: operations["resolveWrongData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What counts in the analysis that stands: channels, weights, floors. */
        get: operations["policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who holds an award, when it is renewed, and the same measures now and a year before. */
        get: operations["renewals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/shortlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put up to 200 people on the shortlist; what cannot be done for one stops none of the others. */
        post: operations["shortlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which few of the spaces hold the activity of a window. */
        get: operations["spaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/spaces/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about one space: its row, trend, health, support, oldest open threads, sources and best signals. */
        get: operations["space"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/spaces/{key}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signals that a space's numbers count, the newest first; who made them only for those who may read about people. */
        get: operations["spaceSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/spaces/{key}/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The threads of a space that wait for a response, the oldest first: what its backlog counts. */
        get: operations["openThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where support is lacking, by unmet need or by whom it would reach, with reasons and the threads that wait. */
        get: operations["support"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which spaces or tags rise and fall by months, tested together. The first two rows are the whole expertise. */
        get: operations["trends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/expertises/{expertise}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would move, and why, if the policy were another. Nothing is saved. */
        post: operations["whatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, and whether somebody has to be made the first user. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the asker is told no more of for a while. */
        get: operations["mutes"];
        put?: never;
        /** Be told no more of an alert, or of all of a kind; others are told as before. */
        post: operations["muteAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mutes/{mute}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Be told again. */
        delete: operations["unmuteAlert"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs by state, schedules, and the jobs that failed for good, by message. */
        get: operations["queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{queue}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let jobs that failed for good begin again: those with one message, or all. */
        post: operations["retryDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reports there are for the asker, each with its newest edition and its next time. */
        get: operations["reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Build a report and show it; no edition is kept and nothing is sent. */
        post: operations["previewReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/preview/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Build a report and give it as a file; no edition is kept and nothing is sent. */
        post: operations["previewReportFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the reports that the asker may read are due, with the next three times. */
        get: operations["schedules"];
        put?: never;
        /** Let a report be issued again and again. It takes a scope that writes on the report's matter. */
        post: operations["addSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a schedule away; what it issued stays. */
        delete: operations["removeSchedule"];
        options?: never;
        head?: never;
        /** Pause a schedule, or let it go on with what is due after now. */
        patch: operations["pauseSchedule"];
        trace?: never;
    };
    "/schedules/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say a cron expression in words, with the next three times; nothing is kept. */
        post: operations["scheduleTimes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send signals of a place that no connector reads: a JSON array, or one a line; at most 1,000 and 2 MB.
         * @description In the interchange format. What is here already is counted as seen. With an Idempotency-Key, the same push sent again within 7 days gets the first answer.
         */
        post: operations["pushSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every source: state, last success and error, next run, and how much of the last 90 days was read. */
        get: operations["sources"];
        put?: never;
        /** Add a source as a preview proposed it, or with the connector "push" one that programs send signals to. */
        post: operations["addSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source with its calendar: days read, failed and missing. At most 400 days, the last 90 unless told. */
        get: operations["source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a source no more until somebody resumes it. */
        post: operations["pauseSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a source now: adds a job, which waits behind one that is under way. */
        post: operations["pullSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Map the kept raw pages of a source again with today's mapper, or say what that would change. */
        post: operations["replaySource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a source be read again that was paused, or stopped because it was refused. */
        post: operations["resumeSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at a place: which connector reads it, and its first signals. Nothing is kept. */
        post: operations["previewSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Freshness, coverage and faults of sources and queues. */
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the asker is sent, or for admins everybody, also what has ended. */
        get: operations["subscriptions"];
        put?: never;
        /** Be sent a report from its next edition on. A webhook's secret and a feed's address are shown once. */
        post: operations["subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscription}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a subscription of the asker's own, or as an admin anybody's. */
        delete: operations["endSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscription}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a report now, marked as a test, and say what the receiver answered. */
        post: operations["testSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The asker's tokens, or everybody's for admins, also those that have ended. */
        get: operations["tokens"];
        put?: never;
        /** Make a token, which may no more than its user and its scopes. It is shown once. */
        post: operations["addToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token of the asker's own, or as an admin anybody's. */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who may sign in, also who is disabled. */
        get: operations["users"];
        put?: never;
        /** Add a user, with the link that sets their password. They see nothing before something is granted. */
        post: operations["addUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a user this role and these grants in place of those before, all at once; * is every expertise. */
        put: operations["changeUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shut a user out at once: sessions end, tokens are revoked. */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a disabled user in again; tokens stay revoked. */
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link that sets a user's password, for a day; the one before is void. */
        post: operations["linkUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The asker's saved views, by name. */
        get: operations["views"];
        put?: never;
        /** Keep the address of a page with all that is chosen in it, under a name of one's own. */
        post: operations["saveView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a saved view of one's own. */
        delete: operations["removeView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that are told of what happens, with their last delivery. */
        get: operations["webhooks"];
        put?: never;
        /** Tell an address of what happens, signed as Standard Webhooks says. The secret is shown once. */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tell an address no more. */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell an address again that was disabled because nothing arrived there. */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now, and say what came of it. */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What was kept of an act, and the candidacy since. */
        ActedAnswer: {
            candidacy: components["schemas"]["CandidacyAnswer"];
            deed: components["schemas"]["CandidacyDeed"];
            event: number;
            sha256: string | null;
            stage: components["schemas"]["CandidacyStage"];
        };
        AlertAnswer: {
            endedAt: string | null;
            expertise: string;
            id: number;
            kind: string;
            /** @description The number of the asker's mute that covers it at this moment; null for none. */
            muted: number | null;
            /** @description What it is about, with its page. */
            name: string;
            seenAt: string;
            sentence: string;
            /** @description As-of instants. */
            since: string;
            /** @description The key of a space, the id of a source, `person:12`, or the slug of the expertise. */
            subject: string;
            /** @description `q` is `p` after the correction for all tests of that day. */
            test: {
                name: string;
                p: number;
                q: number;
                statistic: {
                    name: string;
                    value: number;
                };
            };
            /** @description The kind in words: "questions pile up". */
            title: string;
            /** @description What to do about it. */
            todo: string;
            url: string | null;
        };
        AlertsAnswer: {
            alerts: components["schemas"]["AlertAnswer"][];
            /** @description The kinds of alert that the asker may be told of, each in words. */
            kinds: {
                kind: string;
                title: string;
            }[];
        };
        /** @description Which alerts; null each for all. */
        AlertWatch: {
            kinds: string[] | null;
            subjects: string[] | null;
        };
        /** @description A type as JSON carries it: instants are texts. */
        "AsJson_def-alias-1105842746-411-470-1105842746-0-5029": components["schemas"]["AsJson_run.finished_candidacy.moved_source.failed_space.proposed"][];
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_LastDelivery: {
            attemptedAt: components["schemas"]["AsJson_string870780834_null"];
            attempts: components["schemas"]["AsJson_number"];
            deliveredAt: components["schemas"]["AsJson_string870780834_null"];
            error: components["schemas"]["AsJson_string_null"];
            status: components["schemas"]["AsJson_number_null_168617858"];
            type: components["schemas"]["AsJson_string"];
        };
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_number: number;
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_number_null_168617858: number | null;
        /** @description A type as JSON carries it: instants are texts. */
        "AsJson_run.finished_candidacy.moved_source.failed_space.proposed": string;
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_string: string;
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_string_null: string | null;
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_string870780834: string;
        /** @description A type as JSON carries it: instants are texts. */
        AsJson_string870780834_null: string | null;
        /** @description Who asks: a signed-in user, or a token that a user made. */
        Asker: {
            /** @description What history and audit log name them by, and whose a vote is: the e-mail, for two people may have one name. */
            actor: string;
            /** @description Slugs of expertises. */
            expertises: string[] | "all";
            id: string;
            name: string;
            /** @description ISO 3166-1 alpha-2 codes of countries: people of these only. */
            regions: string[] | "all";
            role: components["schemas"]["Role"];
            /** @description What a token was made for; a session has them all. */
            scopes: components["schemas"]["Scope"][] | "all";
            /** @enum {string} */
            via: "session" | "token";
        };
        /** @description Somebody who can look after a candidacy; `actor` is what `assign` takes, for two people may have one name. */
        Assignee: {
            actor: string;
            name: string;
        };
        /** @description By name. */
        AssigneesAnswer: {
            assignees: components["schemas"]["Assignee"][];
        };
        AuditAnswer: {
            entries: components["schemas"]["AuditEntryAnswer"][];
            /** @description What to give as `before` for the entries behind these; null at the end. */
            next: number | null;
        };
        AuditEntryAnswer: {
            action: string;
            actor: string;
            at: string;
            detail: {
                [key: string]: unknown;
            };
            id: number;
            subject: string;
        };
        /** @description One award and whom it was given. An awardee of several awards comes as often. */
        AwardeeAnswer: {
            /** @description The account that stands for the awardee, as `platform:id`. */
            account: string;
            /** @description ISO days; null is unknown, or open. */
            awardedOn: string | null;
            endedOn: string | null;
            expertise: string;
            /** @description What stands of evidence and decisions about the account. */
            links: components["schemas"]["LinkAnswer"][];
            name: string | null;
            /** @description Null where no account is known of the awardee. */
            person: number | null;
            /** @description Where the person's other accounts are. */
            platforms: string[];
            /** @description How many other persons wait for a decision whether they are this one. */
            proposals: number;
            /** @description The file that tells it. */
            registry: string;
            /** @enum {string} */
            status: "current" | "alumnus";
        };
        AwardeesAnswer: {
            awardees: components["schemas"]["AwardeeAnswer"][];
        };
        /** @description What became of a file of awardees. */
        AwardeesImported: {
            awardees: number;
            awards: number;
            /** @description Awardees who have been erased: they are not kept. */
            erased: number;
            /** @description How many links are new, changed or withdrawn by it. */
            links: number;
            registry: string;
            /** @description Whether a file of that name was there and has been replaced. */
            replaced: boolean;
            /** @description Columns of the file that nothing was read from. */
            unread: string[];
        };
        AwardeesImportedAnswer: components["schemas"]["AwardeesImported"];
        AwardeesPreviewAnswer: {
            awardees: number;
            awards: number;
            replaces: boolean;
            unread: string[];
        };
        /** @description In the order of the request. */
        BulkAnswer: {
            done: number;
            results: components["schemas"]["BulkResult"][];
        };
        /** @description What became of one person of many; `why` is null where it was done. */
        BulkResult: {
            done: boolean;
            person: number;
            why: string | null;
        };
        /** @enum {string} */
        Cadence: "day" | "week" | "month" | "quarter";
        CandidaciesAnswer: {
            candidacies: components["schemas"]["CandidacyAnswer"][];
        };
        CandidacyAnswer: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            assigned: string | null;
            evidence: {
                /** @description The activity type of the program's form. */
                activity: string;
                at: string;
                by: string;
                /** @description ISO date. */
                date: string;
                note: string;
                title: string;
                url: string | null;
                vouchedBy: string;
            }[];
            expertise: string;
            /** @description The oldest first. */
            history: components["schemas"]["CandidacyHistory"][];
            name: string | null;
            person: number;
            stage: components["schemas"]["CandidacyStage"];
            /** @description Failed to correctly infer type */
            tally: unknown;
            /** @description Candidacies that came together when persons were merged, until somebody settles which one goes on; else empty. */
            unsettled: {
                candidacy: number;
                stage: components["schemas"]["CandidacyStage"];
            }[];
            votes: {
                actor: string;
                at: string;
                conflict: string | null;
                counts: boolean;
                reason: string | null;
                vote: components["schemas"]["VoteValue"];
            }[];
        };
        /** @description What happened to a candidacy. `settle` says that this one goes on as another one of the same person. */
        CandidacyDeed: {
            from: components["schemas"]["CandidacyStage"];
            /** @constant */
            kind: "stage";
            to: components["schemas"]["CandidacyStage"];
        } | {
            /** @constant */
            kind: "assign";
            to: string;
        } | {
            /** @constant */
            kind: "note";
            text: string;
        } | {
            conflict: string | null;
            /** @constant */
            kind: "vote";
            vote: components["schemas"]["VoteValue"];
        } | {
            /** @description The activity type of the program's form. */
            activity: string;
            /** @description ISO date. */
            date: string;
            /** @constant */
            kind: "evidence";
            note: string;
            title: string;
            url: string | null;
            vouchedBy: string;
        } | {
            /** @constant */
            kind: "undo";
            undoes: number;
        } | {
            into: number;
            /** @constant */
            kind: "settle";
        };
        /** @description One thing that happened to a candidacy. */
        CandidacyHistory: {
            at: string;
            by: string;
            candidacy: number;
            event: number;
            from: components["schemas"]["CandidacyStage"];
            /** @constant */
            kind: "stage";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            to: components["schemas"]["CandidacyStage"];
        } | {
            at: string;
            by: string;
            candidacy: number;
            event: number;
            /** @constant */
            kind: "assign";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            to: string;
        } | {
            at: string;
            by: string;
            candidacy: number;
            event: number;
            /** @constant */
            kind: "note";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            text: string;
        } | {
            at: string;
            by: string;
            candidacy: number;
            conflict: string | null;
            event: number;
            /** @constant */
            kind: "vote";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            vote: components["schemas"]["VoteValue"];
        } | {
            /** @description The activity type of the program's form. */
            activity: string;
            at: string;
            by: string;
            candidacy: number;
            /** @description ISO date. */
            date: string;
            event: number;
            /** @constant */
            kind: "evidence";
            note: string;
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            title: string;
            url: string | null;
            vouchedBy: string;
        } | {
            at: string;
            by: string;
            candidacy: number;
            event: number;
            /** @constant */
            kind: "undo";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
            undoes: number;
        } | {
            at: string;
            by: string;
            candidacy: number;
            event: number;
            into: number;
            /** @constant */
            kind: "settle";
            reason: string | null;
            /** @description False of a move that was undone. */
            stands: boolean;
        };
        /** @enum {string} */
        CandidacyStage: "discovered" | "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
        CandidatePageAnswer: {
            asOf: string;
            candidates: components["schemas"]["CandidateRow"][];
            coverage: components["schemas"]["Coverage"];
            /** @description The award that this leads to, ISO dates; null where the program has none. */
            cycle: {
                award: string;
                closes: string;
                renewal: string | null;
            } | null;
            expertise: string;
            /** @description What to give as `after` for the next page; null on the last. */
            next: string | null;
            policyVersion: string;
            population: number;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            track: components["schemas"]["Track"];
            window: {
                from: string;
                to: string;
            };
        };
        CandidateRow: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            /** @description Months with activity in the track, of those counted back from the as-of day. */
            activeMonths: number;
            /** @description `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower. */
            breadth: {
                channels: number;
                effectiveSpaces: number;
                sources: number;
                spaces: number;
            };
            /** @description Largest contribution first. */
            channels: components["schemas"]["ChannelTerm"][];
            /** @description Reasons to look twice, with addresses of the signals that are meant. */
            flags: {
                /** @description What remains without the signals in question; null where that cannot be told. */
                check: string | null;
                /** @description URLs: filled by whoever holds the signals, from `signalsOf`. */
                evidence: string[];
                flag: components["schemas"]["FlagName"];
                /** @description One sentence with the numbers. */
                why: string;
            }[];
            gates: components["schemas"]["GateFound"][];
            /** @description Null where the list shows them as it should. */
            hiddenGem: components["schemas"]["HiddenGem"] | null;
            /** @description ISO 639-1, the one that most texts are in first. */
            languages: string[];
            /** @description The rank among those of the same region and language. */
            locale: components["schemas"]["Locale"];
            /** @description Signals in each of the twelve months before the as-of day, the last one last. */
            months: number[];
            name: string | null;
            /** @description Among everybody active in the track, 0..1. */
            percentile: number | null;
            person: number;
            quality: components["schemas"]["Quality"];
            /** @description Shared by all whose rank intervals overlap that of the first of them, and by all of one score. */
            rank: number | null;
            /** @description Between which ranks chance alone could have put them, four times in five. */
            rankInterval: number[] | null;
            /** @description ISO 3166-1 alpha-2; null where no profile names a place in one country. */
            region: string | null;
            regionSource: {
                account: string;
                at: string;
                place: string;
            } | null;
            /** @description 0..100: the sum of the terms' contributions. */
            score: number;
            /** @description The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for. */
            stability: components["schemas"]["RankWithout"][];
            /** @description Null where nobody has considered the person yet. */
            stage: components["schemas"]["CandidacyStage"] | null;
            /** @description Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing. */
            steady: boolean | null;
            /** @description Largest contribution first. */
            terms: components["schemas"]["Term"][];
            /** @description The score on either track. */
            track: {
                expert: number;
                leader: number;
            };
            wrongData: components["schemas"]["WrongDataMark"][];
        };
        /** @description Of one kind in one space. */
        CellCount: {
            events: number;
            kind: string;
            space: string;
        };
        /** @description What one channel adds to a score. */
        ChannelTerm: {
            channel: string;
            /** @description Points of the score. */
            contribution: number;
            /** @description Among those active in the channel, 0..1. */
            percentile: number;
            /** @description Of its kinds together. */
            value: number;
            weight: number;
        };
        CompareAnswer: {
            asOf: string;
            channels: components["schemas"]["ComparedRow_ChannelTerm"][];
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            persons: components["schemas"]["Compared"][];
            population: number;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description The one that adds most to anybody first. */
            terms: components["schemas"]["ComparedRow_Term"][];
            track: components["schemas"]["Track"];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description One of those who are compared. */
        Compared: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            /** @description Moved to another list by a gate. */
            aside: boolean;
            languages: string[];
            /** @description Signals in each of the last twelve months. */
            months: number[];
            name: string | null;
            person: number;
            region: string | null;
            stage: components["schemas"]["CandidacyStage"] | null;
            /** @description Null where the person is not active on the track. */
            standing: {
                /** @description Months with activity in the track, of those counted back from the as-of day. */
                activeMonths: number;
                /** @description `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower. */
                breadth: {
                    channels: number;
                    effectiveSpaces: number;
                    sources: number;
                    spaces: number;
                };
                /** @description Largest contribution first. */
                channels: components["schemas"]["ChannelTerm"][];
                /** @description Reasons to look twice, with addresses of the signals that are meant. */
                flags: {
                    /** @description What remains without the signals in question; null where that cannot be told. */
                    check: string | null;
                    /** @description URLs: filled by whoever holds the signals, from `signalsOf`. */
                    evidence: string[];
                    flag: components["schemas"]["FlagName"];
                    /** @description One sentence with the numbers. */
                    why: string;
                }[];
                gates: components["schemas"]["GateFound"][];
                /** @description Null where the list shows them as it should. */
                hiddenGem: components["schemas"]["HiddenGem"] | null;
                /** @description The rank among those of the same region and language. */
                locale: components["schemas"]["Locale"];
                /** @description Among everybody active in the track, 0..1. */
                percentile: number | null;
                quality: components["schemas"]["Quality"];
                /** @description Shared by all whose rank intervals overlap that of the first of them, and by all of one score. */
                rank: number | null;
                /** @description Between which ranks chance alone could have put them, four times in five. */
                rankInterval: number[] | null;
                /** @description 0..100: the sum of the terms' contributions. */
                score: number;
                /** @description The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for. */
                stability: components["schemas"]["RankWithout"][];
                /** @description Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing. */
                steady: boolean | null;
                /** @description Largest contribution first. */
                terms: components["schemas"]["Term"][];
            } | null;
        };
        /** @description What one kind or channel adds to the score of each, in their order; null where one did nothing of it. */
        ComparedRow_ChannelTerm: {
            name: string;
            of: (components["schemas"]["ChannelTerm"] | null)[];
        };
        /** @description What one kind or channel adds to the score of each, in their order; null where one did nothing of it. */
        ComparedRow_Term: {
            name: string;
            of: (components["schemas"]["Term"] | null)[];
        };
        /** @description An earlier window beside the one that was asked for. */
        ComparedWindow: {
            /** @description Spaces with any activity. */
            active: number;
            /** @description Null where the windows are not compared; an answer that was told to compare anyway has both. */
            change: components["schemas"]["WindowChange"] | null;
            coverage: {
                expected: number;
                rate: number | null;
                read: number;
            };
            k50: number | null;
            /** @description Share of the first 1, 3, 5 and 10 spaces. */
            topShare: {
                1: number | null;
                3: number | null;
                5: number | null;
                10: number | null;
            };
            /** @description Why the two are not to be compared, as a sentence; null where they are. */
            why: string | null;
            window: {
                from: string;
                to: string;
            };
        };
        /** @description Source-days that should have been read and were; `rate` is 0..1, null where nothing was expected. */
        Coverage: {
            expected: number;
            missing: components["schemas"]["Gap"][];
            rate: number | null;
            read: number;
        };
        DataReportAnswer: {
            id: number;
            kind: components["schemas"]["ReportedKind"];
            reportedAt: string;
            reportedBy: string;
            resolution: string | null;
            resolvedAt: string | null;
            resolvedBy: string | null;
            /** @description As it was named. */
            subject: string;
            why: string;
        };
        /**
         * @description `not-expected`: before the source began, or not over yet.
         * @enum {string}
         */
        DayState: "read" | "failed" | "missing" | "not-expected";
        /** @description Counts of every day of a year, its last day yesterday as seen from an instant. */
        DayStrip: {
            /** @description 365, one a day. */
            counts: number[];
            /** @description ISO date of the first count, UTC. */
            from: string;
        };
        /** @description Jobs that failed for good in the same way: how many, and when the last one did. */
        DeadLetter: {
            at: string;
            count: number;
            message: string;
            queue: string;
        };
        /** @description A decision as it was kept, and the persons of its accounts since. Scores follow with the next run. */
        DecidedAnswer: {
            at: string;
            decision: number;
            kind: components["schemas"]["DecisionKind"];
            /** @description Accounts that it took from one person to another. */
            moved: {
                account: number;
                from: number;
                to: number;
            }[];
            persons: components["schemas"]["PersonRow"][];
            subject: string;
        };
        DecisionAnswer: {
            accounts: string[];
            at: string;
            by: string;
            id: number;
            kind: components["schemas"]["DecisionKind"];
            moved: {
                account: string;
                from: number;
                to: number;
            }[];
            person: number | null;
            reason: string | null;
            /** @description Whether it holds: nobody has undone it. */
            stands: boolean;
            undoes: number | null;
            until: string | null;
        };
        /**
         * @description What can be decided of persons; `undo` and `unlock` end another decision.
         * @enum {string}
         */
        DecisionKind: "accept" | "reject" | "snooze" | "split" | "lock" | "undo" | "unlock";
        DeliveriesAnswer: {
            deliveries: components["schemas"]["DeliveryAnswer"][];
            /** @description What to give as `after` for those behind these; null at the end. */
            next: number | null;
        };
        /** @description A message of a subscription, and what became of it. */
        DeliveryAnswer: {
            attempts: number;
            /** @description What a notice says that came back. */
            bounce: string | null;
            bouncedAt: string | null;
            createdAt: string;
            /** @description The numbers of what is in it. */
            editions: number[];
            id: number;
            /** @description It is not tried before. */
            notBefore: string;
            /** @description What the receiver answered, or why it was not sent. */
            said: string | null;
            settledAt: string | null;
            state: components["schemas"]["MessageState"];
            subscription: {
                channel: components["schemas"]["DeliveryChannel"];
                /** @description Null for every expertise that the owner may see. */
                expertise: string | null;
                id: number;
                place: string | null;
                report: components["schemas"]["ReportName"];
                /** @description The e-mail of its owner. */
                user: string;
            };
        };
        /** @enum {string} */
        DeliveryChannel: "mail" | "teams" | "slack" | "webhook" | "folder" | "feed";
        /** @enum {string} */
        Digest: "day" | "week";
        /** @enum {string} */
        Direction: "rising" | "falling" | "steady" | "insufficient";
        DiscoverAnswer: {
            asOf: string;
            decided: number;
            expertise: string;
            proposals: components["schemas"]["SpaceProposal"][];
            /** @description How many there are, and how many of them people have decided about. */
            total: number;
            unwatched: components["schemas"]["UnwatchedShare"];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description The evidence for one candidate. Notes and votes are no part of it. */
        Dossier: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            /** @description One per activity type of the program's form, in its shape. */
            activities: components["schemas"]["DossierActivity"][];
            asOf: string;
            cannotSee: {
                what: string;
                why: string;
            }[];
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            /** @description What the program lets a person confirm before a decision. */
            gates: components["schemas"]["GateFound"][];
            /** @description The best ten over all kinds. */
            items: components["schemas"]["DossierItem"][];
            /** @description What joins the accounts. */
            links: components["schemas"]["LinkAnswer"][];
            name: string | null;
            person: number;
            program: string;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @constant */
            shape: "groundswell-dossier/1";
            /** @description Null where the person is not active on the track. */
            tracks: {
                expert?: components["schemas"]["DossierTrack"] | null;
                leader?: components["schemas"]["DossierTrack"] | null;
            };
            /** @description Never in a score. */
            vouched: components["schemas"]["Vouched"][];
            window: {
                from: string;
                to: string;
            };
            /** @description Open reports about the person, its accounts and links. */
            wrongData: components["schemas"]["WrongDataMark"][];
            yearBefore: {
                /** @description How much of that window the sources have read: where little, it says little. */
                coverageRate: number | null;
                tracks: {
                    expert?: components["schemas"]["Measures"] | null;
                    leader?: components["schemas"]["Measures"] | null;
                };
                window: {
                    from: string;
                    to: string;
                };
            };
        };
        /** @description What a person did under one activity type, in the shape of the program's own form. */
        DossierActivity: {
            activity: string;
            /** @description The first and the last day, in ISO. */
            date: string;
            dateEnd: string;
            /** @description At most 1000 characters. */
            description: string;
            quantity: number;
            /** @description Views, where the source counts them for all of it; null is unknown. */
            reach: number | null;
            /** @description At most 100 characters. */
            title: string;
            /** @description Of the best item. */
            url: string | null;
        };
        /** @description One of the best items, with its numbers and the day on which they were read. */
        DossierItem: {
            accepted: boolean;
            /** @description As the program's form calls it; null where the policy does not say. */
            activity: string | null;
            /** @description When the numbers were last read from the source; null where no reading is kept. */
            capturedAt: string | null;
            kind: string;
            occurredAt: string;
            /** @description `platform:kind:id`, as "wrong-data report" takes it. */
            signal: string;
            space: {
                key: string;
                name: string;
            };
            title: string | null;
            url: string | null;
            value: number;
            votes: number;
            wrongData: components["schemas"]["WrongDataMark"][];
        };
        /** @description A person's standing on one track, with the number of people active on it. */
        DossierTrack: {
            /** @description Months with activity in the track, of those counted back from the as-of day. */
            activeMonths: number;
            /** @description `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower. */
            breadth: {
                channels: number;
                effectiveSpaces: number;
                sources: number;
                spaces: number;
            };
            /** @description Largest contribution first. */
            channels: components["schemas"]["ChannelTerm"][];
            /** @description Reasons to look twice, with addresses of the signals that are meant. */
            flags: {
                /** @description What remains without the signals in question; null where that cannot be told. */
                check: string | null;
                /** @description URLs: filled by whoever holds the signals, from `signalsOf`. */
                evidence: string[];
                flag: components["schemas"]["FlagName"];
                /** @description One sentence with the numbers. */
                why: string;
            }[];
            /** @description Null where the list shows them as it should. */
            hiddenGem: components["schemas"]["HiddenGem"] | null;
            /** @description The rank among those of the same region and language. */
            locale: components["schemas"]["Locale"];
            /** @description Among everybody active in the track, 0..1. */
            percentile: number | null;
            population: number;
            quality: components["schemas"]["Quality"];
            /** @description Shared by all whose rank intervals overlap that of the first of them, and by all of one score. */
            rank: number | null;
            /** @description Between which ranks chance alone could have put them, four times in five. */
            rankInterval: number[] | null;
            /** @description 0..100: the sum of the terms' contributions. */
            score: number;
            /** @description The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for. */
            stability: components["schemas"]["RankWithout"][];
            /** @description Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing. */
            steady: boolean | null;
            /** @description Largest contribution first. */
            terms: components["schemas"]["Term"][];
        };
        EditionAnswer: {
            /** @description The edition of the window before, in its newest revision; null where there is none. */
            before: number | null;
            /** @description What the asker may have of it. Links within the pages begin with `/`. */
            document: components["schemas"]["ReportDocument"];
            edition: components["schemas"]["EditionHeadAnswer"];
            /** @description The revisions of the same window, the first one first, this one among them. */
            revisions: {
                builtAt: string;
                id: number;
                revision: number;
            }[];
        };
        EditionCompareAnswer: {
            before: components["schemas"]["EditionHeadAnswer"];
            /** @description What somebody who may read both sees otherwise in the second, in sentences. */
            changes: string[];
            now: components["schemas"]["EditionHeadAnswer"];
        };
        /** @description An edition without what it says in full. */
        EditionHeadAnswer: {
            builtAt: string;
            cadence: components["schemas"]["Cadence"];
            /** @description The slug of an expertise; null where a report sets all side by side. */
            expertise: string | null;
            id: number;
            insight: string;
            report: components["schemas"]["ReportName"];
            /** @description What changed against the revision before, in sentences. */
            revised: string[];
            /** @description 1 for the first, 2 and on for revisions. */
            revision: number;
            /** @description Of the whole document, in hex. */
            sha256: string;
            title: string;
            window: {
                from: string;
                to: string;
            };
        };
        EditionsAnswer: {
            editions: components["schemas"]["EditionHeadAnswer"][];
            /** @description What to give as `after` for the editions behind these; null at the end. */
            next: number | null;
        };
        /** @enum {string} */
        EndedWhy: "unsubscribed" | "bounced" | "refused" | "removed";
        /** @description What an erasure did, or would do. It names the person, and is kept nowhere. */
        Erased: {
            accounts: string[];
            endorsements: number;
            /** @description What cannot be told from other people's, and stays in their texts. */
            left: components["schemas"]["LeftAlone"][];
            /** @description Rows of others in which the person was mentioned. */
            mentions: components["schemas"]["Swept"][];
            person: number;
            rawPages: number;
            /** @description Rows about the person that went, by table. */
            rows: {
                [key: string]: number;
            };
            signals: {
                removed: number;
                unnamed: number;
            };
            /** @description Sources that read nothing else: to be taken out of the catalogue as well. */
            sources: string[];
            /** @description Spaces of the person's own, gone with everything in them. */
            spaces: string[];
        };
        ErasureAnswer: {
            /** @description What to type to confirm it; null where it was done. */
            confirm: string | null;
            /** @description Whether it was done; false says what would go. */
            done: boolean;
            erased: components["schemas"]["Erased"];
        };
        /** @description One expertise and the instant its newest run stands at; null where nothing has been analysed. */
        ExpertiseAnswer: {
            asOf: string | null;
            name: string;
            slug: string;
        };
        ExpertisesAnswer: {
            expertises: components["schemas"]["ExpertiseAnswer"][];
        };
        /** @enum {string} */
        FlagName: "burst" | "sudden-jump" | "volume-without-acceptance" | "few-endorsers" | "one-asker" | "reciprocity" | "isolated-group" | "mechanical-pace" | "copied-posts" | "download-inflation";
        /** @description What was decided about a found space, and the source that an acceptance made. */
        FoundSpaceDecided: {
            /** @enum {string} */
            deed: "accept" | "ignore" | "snooze";
            key: string;
            source: string | null;
            /** @description Until when it is put off. */
            until: string | null;
        };
        /** @description What a look at a found space's host says: what would read it, or why nothing does. */
        FoundSpaceLooked: {
            connector: string | null;
            key: string;
            why: string;
        };
        /** @description Unread days of one source; `from` and `to` are ISO dates, half-open. */
        Gap: {
            from: string;
            source: string;
            to: string;
            why: string;
        };
        /** @enum {string} */
        Gate: "employee_of_vendor" | "vendor_contractor" | "bot_or_org_account" | "existing_awardee" | "opted_out" | "alumni" | "identity_uncertain" | "conduct";
        /** @description A reason why somebody can be no candidate, or only after a person has looked. */
        GateFound: {
            /** @description Who can confirm it or take it back. */
            confirmBy: string;
            gate: components["schemas"]["Gate"];
            /** @description One sentence with its source and date. */
            why: string;
        };
        /** @description Shares are 0..1 and waits are hours; null is unknown or insufficient, never 0. The counts behind a share are in `intervals`. */
        HealthAnswer: {
            absenceFactor: number | null;
            /** @description Until an answer was accepted; null where the place shows none, or no dates. */
            acceptanceHours: {
                answeredOnlyMedian: number | null;
                median: number | null;
                p90: number | null;
            } | null;
            acceptedRate: number | null;
            answersPerQuestion: number | null;
            askers: number;
            backlog: number;
            backlogAgeDays: {
                median: number | null;
                p90: number | null;
            };
            backlogGrowthPerWeek: number | null;
            closureRatio: number | null;
            /** @description Closed within 72 hours and before anybody responded; in no rate and no wait. */
            dismissed: number;
            expertPresence: number | null;
            insufficient: boolean;
            intervals: {
                acceptedRate: components["schemas"]["MeasuredRate"] | null;
                expertPresence: components["schemas"]["MeasuredRate"];
                newAskerShare: components["schemas"]["MeasuredRate"];
                newcomerResponseRate: components["schemas"]["MeasuredRate"];
                orphanRate: components["schemas"]["MeasuredRate"];
                reAskRate: components["schemas"]["MeasuredRate"];
                responderRetention: components["schemas"]["MeasuredRate"];
                responseRate: {
                    "7d": components["schemas"]["MeasuredRate"];
                    "24h": components["schemas"]["MeasuredRate"];
                    "72h": components["schemas"]["MeasuredRate"];
                };
                staffShare: components["schemas"]["MeasuredRate"];
                ttfrMedianHours: {
                    lower: number | null;
                    upper: number | null;
                };
            };
            newAskerShare: number | null;
            newcomerResponseRate: number | null;
            orphanRate: number | null;
            reAskRate: number | null;
            responderRetention: number | null;
            responders: number;
            responseRate: {
                "7d": number | null;
                "24h": number | null;
                "72h": number | null;
            };
            responses: number;
            staffShare: number | null;
            threads: number;
            topResponderShare: number | null;
            ttfrHours: {
                answeredOnlyMedian: number | null;
                median: number | null;
                p90: number | null;
            };
        };
        /** @description Somebody whose help is better than it is visible, with the numbers in a sentence. */
        HiddenGem: {
            why: string;
        };
        HistoryAnswer: {
            decisions: components["schemas"]["DecisionAnswer"][];
        };
        /** @description Persons of several accounts. */
        IdentitiesAnswer: {
            /** @description What to give as `after` for the next page; null on the last. */
            next: number | null;
            persons: components["schemas"]["PersonAnswer"][];
        };
        /** @description A job that was added to a queue, to be done by a worker. */
        JobAnswer: {
            job: string;
        };
        /** @description What a person did of one kind or in one space. */
        KindCount: {
            events: number;
            kind: string;
        };
        /** @description A text of the person that is left in other people's words, and why. */
        LeftAlone: {
            text: string;
            why: string;
        };
        /** @description A link as it stands: evidence, or what somebody decided of the pair. `a` and `b` are `platform:id`. */
        LinkAnswer: {
            a: string;
            against: string[];
            at: string;
            b: string;
            by: string;
            confidence: number;
            /** @description How it was found; `accept`, `reject` or `split` where a person said it. */
            method: string;
            reasons: string[];
            source: string;
            status: string;
            tier: string | null;
        };
        /** @description Null is unknown, and never "elsewhere". */
        Locale: {
            language: components["schemas"]["LocaleRank"] | null;
            region: components["schemas"]["LocaleRank"] | null;
        };
        /** @description A person's place among the ranked people of one region or language. */
        LocaleRank: {
            /** @description Fewer than five: the rank says little. */
            few: boolean;
            /** @description The region's name, or the language's two letters. */
            name: string;
            /** @description How many ranked people there are in it. */
            of: number;
            rank: number;
        };
        /** @description Who asks, null for nobody; what the first page must know before anybody has signed in. */
        MeAnswer: {
            asker: components["schemas"]["Asker"] | null;
            /** @description This is the demonstration: its store is thrown away and everybody on this machine is its admin. */
            demo: boolean;
            /** @description Nobody is a user yet: the link that the server printed makes the first one. */
            firstRun: boolean;
        };
        /** @description What is counted: every kind of signal, and what is told from several of them. */
        Measure: components["schemas"]["SignalKind"] | "newcomer-help";
        /** @description A share with its 95 % Wilson interval; `value` and its ends are null where `n` is below `fewestCases`, and the counts stay. */
        MeasuredRate: {
            count: number;
            lower: number | null;
            n: number;
            upper: number | null;
            value: number | null;
        };
        /** @description One person's standing on a track, in few numbers. */
        Measures: {
            activeMonths: number;
            /** @description Signals that count on the track. */
            items: number;
            rank: number | null;
            rankInterval: number[] | null;
            score: number;
        };
        /** @enum {string} */
        MessageState: "waiting" | "sending" | "sent" | "failed" | "left-out";
        /** @description Somebody active whom a gate keeps off the list. */
        MovedAnswer: {
            at: string | null;
            confidence: number | null;
            /** @description The first of the gates that do so. */
            gate: components["schemas"]["Gate"];
            gates: components["schemas"]["GateFound"][];
            name: string | null;
            person: number;
            /** @description On this track; null where nothing of theirs was scored. */
            score: number | null;
            /** @description Of a gate that is about an employer or an account: what says so (`platform`, `company`, `mark`…), how surely, and when that was last seen. */
            source: string | null;
            why: string;
        };
        /** @description A page of the active people who cannot be candidates, and why. */
        MovedPageAnswer: {
            asOf: string;
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            moved: components["schemas"]["MovedAnswer"][];
            /** @description What to give as `after` for the next page; null on the last. */
            next: string | null;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description How many there are by the gate that keeps them off, on all pages together; gates that keep nobody off are left out. */
            totals: {
                gate: components["schemas"]["Gate"];
                people: number;
            }[];
            track: components["schemas"]["Track"];
            window: {
                from: string;
                to: string;
            };
        };
        MuteAnswer: {
            createdAt: string;
            expertise: string;
            id: number;
            kind: string;
            /** @description Null for all of the kind. */
            subject: string | null;
            /** @description Null for ever. */
            until: string | null;
        };
        MutesAnswer: {
            mutes: components["schemas"]["MuteAnswer"][];
        };
        /** @description One part: `threads` times the weight is what it adds to the need. `count` of `of` is what the threads were reckoned from. */
        NeedPart: {
            count: number;
            need: number;
            of: number;
            part: components["schemas"]["SupportPart"];
            threads: number;
            weight: number;
        };
        /** @description A thread of a space in which nobody but the asker has written, and that nobody closed. */
        OpenThread: {
            askedAt: string;
            /** @description The asker's public handle; null where the place shows none. */
            handle: string | null;
            /** @description The key of its space. */
            key: string;
            title: string | null;
            url: string | null;
            waitingHours: number;
        };
        /** @description Who opted out or came back, as it was kept. */
        OptOut: {
            account: string;
            isOut: boolean;
            person: number;
        };
        /** @description A link that sets a password, behind the address of the pages: to be handed to its user; it works once, for a day. */
        PasswordLinkAnswer: {
            path: string;
        };
        /** @description An account with what its profile says. */
        PersonAccount: {
            company: string | null;
            handle: string | null;
            id: string;
            location: string | null;
            name: string | null;
            observedAt: string;
            platform: string;
            url: string | null;
        };
        /** @description What a person did, of all kinds that count as activity: by day of a year, and in the run's window by kind and by space. */
        PersonActivity: {
            cells: components["schemas"]["CellCount"][];
            days: components["schemas"]["DayStrip"];
            kinds: components["schemas"]["KindCount"][];
            spaces: components["schemas"]["SpaceCount"][];
        };
        PersonAnswer: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            links: components["schemas"]["LinkAnswer"][];
            /** @description Who locked the person, and when; null where nobody did. */
            locked: {
                at: string;
                by: string;
            } | null;
            name: string | null;
            person: number;
        };
        PersonPageAnswer: {
            accounts: components["schemas"]["PersonAccount"][];
            activity: components["schemas"]["PersonActivity"];
            asOf: string;
            candidacy: components["schemas"]["CandidacyAnswer"];
            cannotSee: {
                what: string;
                why: string;
            }[];
            coverage: components["schemas"]["Coverage"];
            /** @description Other expertises with signals of theirs that the reader may see. */
            elsewhere: {
                name: string;
                slug: string;
            }[];
            expertise: string;
            /** @description The dossiers that decisions which stand have frozen, the newest first: `id` names one. */
            frozen: {
                at: string;
                id: number;
                sha256: string;
                stage: string;
            }[];
            /** @description As of the run. */
            gates: components["schemas"]["GateFound"][];
            /** @description The best ten over all kinds. */
            items: components["schemas"]["DossierItem"][];
            languages: string[];
            /** @description Every link and decision about the accounts that stands, accepted or not, and leads to nobody whom the reader may not see. */
            links: components["schemas"]["LinkAnswer"][];
            /** @description Who locked the person, and when; null where nobody did. */
            locked: {
                at: string;
                by: string;
            } | null;
            name: string | null;
            /** @description That they do not want to be considered, as it is noted now, whatever the run knew; null where nobody noted it. */
            optOut: {
                account: string;
                at: string;
                by: string;
                reason: string | null;
            } | null;
            periods: components["schemas"]["PersonPeriod"][];
            person: number;
            region: string | null;
            regionSource: {
                account: string;
                at: string;
                place: string;
            } | null;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description Null where the person is not active on the track. */
            tracks: {
                expert: components["schemas"]["PersonTrack"] | null;
                leader: components["schemas"]["PersonTrack"] | null;
            };
            /** @description What a lead should know of how much they carry; never a merit. Null where it looks well. */
            wellbeing: string | null;
            window: {
                from: string;
                to: string;
            };
            wrongData: components["schemas"]["WrongDataMark"][];
        };
        /** @description A period in which an account was not simply a person's, or its owner worked for somebody. ISO instants; null is open. */
        PersonPeriod: {
            /** @description `platform:id` */
            account: string;
            at: string;
            confidence: number;
            from: string | null;
            kind: string | null;
            source: string;
            until: string | null;
            why: string;
        };
        PersonRow: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            name: string | null;
            person: number;
        };
        /** @description A signal as it stands behind a number. */
        PersonSignalAnswer: {
            kind: string;
            /**
             * @description Why it counts for no score though it is activity: said in a thread of their own, or a copy. Null where it counts.
             * @enum {string|null}
             */
            leftOut: "own thread" | "copy" | null;
            occurredAt: string;
            /** @description `platform:kind:id` */
            signal: string;
            space: {
                key: string;
                name: string;
            };
            title: string | null;
            url: string | null;
        };
        PersonSignalsAnswer: {
            asOf: string;
            expertise: string;
            /** @description What to give as `after` for the next page; null on the last. */
            next: string | null;
            person: number;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description The newest first. */
            signals: components["schemas"]["PersonSignalAnswer"][];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description Where a person stands on a track. `aside`: moved to another list by a gate. */
        PersonTrack: {
            /** @description Months with activity in the track, of those counted back from the as-of day. */
            activeMonths: number;
            aside: boolean;
            /** @description `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower. */
            breadth: {
                channels: number;
                effectiveSpaces: number;
                sources: number;
                spaces: number;
            };
            /** @description Largest contribution first. */
            channels: components["schemas"]["ChannelTerm"][];
            /** @description Reasons to look twice, with addresses of the signals that are meant. */
            flags: {
                /** @description What remains without the signals in question; null where that cannot be told. */
                check: string | null;
                /** @description URLs: filled by whoever holds the signals, from `signalsOf`. */
                evidence: string[];
                flag: components["schemas"]["FlagName"];
                /** @description One sentence with the numbers. */
                why: string;
            }[];
            /** @description Null where the list shows them as it should. */
            hiddenGem: components["schemas"]["HiddenGem"] | null;
            /** @description The rank among those of the same region and language. */
            locale: components["schemas"]["Locale"];
            /** @description Among everybody active in the track, 0..1. */
            percentile: number | null;
            population: number;
            quality: components["schemas"]["Quality"];
            /** @description Shared by all whose rank intervals overlap that of the first of them, and by all of one score. */
            rank: number | null;
            /** @description Between which ranks chance alone could have put them, four times in five. */
            rankInterval: number[] | null;
            /** @description 0..100: the sum of the terms' contributions. */
            score: number;
            /** @description The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for. */
            stability: components["schemas"]["RankWithout"][];
            /** @description Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing. */
            steady: boolean | null;
            /** @description Largest contribution first. */
            terms: components["schemas"]["Term"][];
        };
        /** @description What counts in the run that stands, as what sliders begin with. */
        PolicyAnswer: {
            asOf: string;
            /** @description Between which values what-if takes a number. */
            bounds: {
                months: {
                    least: number;
                    most: number;
                };
                power: {
                    least: number;
                    most: number;
                };
                weight: {
                    least: number;
                    most: number;
                };
            };
            /** @description What it takes to be ranked at all. */
            evidenceFloor: {
                activeMonths: number;
                platforms: number;
            };
            expertise: string;
            gates: {
                /** @enum {string} */
                action: "move" | "flag" | "off";
                gate: string;
            }[];
            /** @description How one signal of each kind is valued. */
            kinds: {
                acceptedBonus: number;
                base: number;
                halfLifeDays: number;
                kind: string;
                weeklySaturation: number;
                zeroVoteCredit: number;
            }[];
            /** @description Length of the window that holds now. */
            months: number;
            program: string;
            regions: {
                countries: string[];
                name: string;
            }[];
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            tracks: {
                expert: {
                    channels: components["schemas"]["PolicyChannel"][];
                    power: number;
                };
                leader: {
                    channels: components["schemas"]["PolicyChannel"][];
                    power: number;
                };
            };
            version: string;
            window: {
                from: string;
                to: string;
            };
        };
        /** @description A channel of a track, with what its kinds weigh in it. */
        PolicyChannel: {
            channel: string;
            kinds: {
                kind: string;
                weight: number;
            }[];
            weight: number;
        };
        PreviewAnswer: {
            cadence: components["schemas"]["Cadence"];
            /** @description Null where there is nothing to say of the window, so that nothing would be sent. */
            document: components["schemas"]["ReportDocument"] | null;
            window: {
                from: string;
                to: string;
            };
        };
        Problem: {
            detail: string;
            instance: string;
            status: number;
            title: string;
            type: string;
        };
        ProposalListAnswer: {
            expertise: string;
            proposals: components["schemas"]["ProposalRow"][];
        };
        /** @description Everything to decide a proposal by. */
        ProposalPageAnswer: {
            a: string;
            against: string[];
            b: string;
            /** @description What the two score together in the newest runs, on the tracks on which both do: 0 changes no rank. */
            change: number;
            confidence: number;
            decisions: components["schemas"]["DecisionAnswer"][];
            effect: components["schemas"]["RankEffect"][];
            expertise: string;
            /** @description Names the pair in `accept`, `reject` and `snooze`, for ever. */
            id: string;
            /** @description How it was found; `accept`, `reject` or `split` where a person said it. */
            method: string;
            /** @description The two persons as they are now. */
            persons: components["schemas"]["PersonRow"][];
            reasons: string[];
            sides: components["schemas"]["ProposalSide"][];
            tier: string | null;
        };
        /** @description A way to read a place, the surest first. */
        ProposalPreview: {
            /** @description 0..1 */
            confidence: number;
            connector: string;
            id: string;
            options: {
                [key: string]: unknown;
            };
            why: string;
        };
        /** @description A proposal in the list: what joining would do to ranks is with each of them alone. */
        ProposalRow: {
            a: string;
            against: string[];
            b: string;
            /** @description What the two score together in the newest runs, on the tracks on which both do: 0 changes no rank. */
            change: number;
            confidence: number;
            /** @description Names the pair in `accept`, `reject` and `snooze`, for ever. */
            id: string;
            /** @description How it was found; `accept`, `reject` or `split` where a person said it. */
            method: string;
            /** @description The two persons as they are now. */
            persons: components["schemas"]["PersonRow"][];
            reasons: string[];
            tier: string | null;
        };
        /** @description One of the two persons of a proposal, with what there is to compare. */
        ProposalSide: {
            accounts: components["schemas"]["PersonAccount"][];
            /** @description ISO dates of the first and last day of the run's window on which they did anything; null where they did nothing. */
            firstDay: string | null;
            kinds: components["schemas"]["KindCount"][];
            languages: string[];
            lastDay: string | null;
            name: string | null;
            person: number;
            region: string | null;
            regionSource: {
                account: string;
                at: string;
                place: string;
            } | null;
            spaces: components["schemas"]["SpaceCount"][];
        };
        /** @description A source that somebody proposes, with why. */
        ProposedSource: {
            connector: string;
            expertises: string[];
            id: string;
            options: {
                [key: string]: unknown;
            };
            why: string;
        };
        /** @description A signal as anybody may see it where it was made. */
        PublicSignal: {
            /** @description The public handle; null where the place shows none. */
            handle: string | null;
            id: number;
            kind: string;
            occurredAt: string;
            title: string | null;
            url: string | null;
        };
        /** @description What became of pushed signals: `seen` were here already, `skipped` say why. */
        PushAnswer: {
            fetched: number;
            /** @description The first 100 that could not be understood, by line or item, counted from 1. */
            malformed: {
                position: string;
                reason: string;
            }[];
            pull: number;
            /** @description Why signals were skipped, with how many. */
            reasons: {
                [key: string]: number;
            };
            saved: number;
            seen: number;
            skipped: number;
            source: string;
        };
        /** @description How good somebody's help is, apart from how much of it there is. Null is unknown. */
        Quality: {
            /** @description Wilson's lower bound of accepted answers out of those that could be: 2 of 2 is 0.34. */
            acceptLowerBound: number | null;
            /** @description Share of their answers that were accepted, drawn towards everybody's. */
            acceptRate: number | null;
            /** @description How many people were helped with an accepted or voted answer, counted as if all to the same degree: 1 / Σ share². */
            endorsers: number | null;
            /** @description Different people answered. */
            helped: number;
            /** @description Share of the answers that nobody voted for. */
            unvotedShare: number | null;
            /** @description Share of other people's answers beside theirs that have fewer votes, drawn towards one half: (wins + 2.5) / (contested + 5). */
            winRate: number | null;
        };
        QueuesAnswer: {
            queues: components["schemas"]["QueueView"];
        };
        /** @description How the queues stand, as the queue itself says; null where nobody asked them. */
        QueueView: {
            counts: {
                [key: string]: {
                    active: number;
                    delayed: number;
                    failed: number;
                    waiting: number;
                };
            };
            deadLetters: components["schemas"]["DeadLetter"][];
            kind: string;
            schedules: {
                every: string;
                key: string;
                name: string;
                next: string | null;
                registered: boolean;
            }[];
        };
        /** @description What a place said of how much more it may be asked, by its last answer that told. Instants are ISO 8601 in UTC. */
        Quota: {
            /** @description Of so many; null where the place does not say. */
            limit: number | null;
            /** @description Requests (or points, where the place counts those) that are left. */
            remaining: number;
            /** @description When it is filled again; null where the place does not say. */
            resetAt: string | null;
            seenAt: string;
        };
        /** @description Where somebody stands; whoever is not active on the track has a score of 0 and no rank. */
        RankAndScore: {
            rank: number | null;
            score: number;
        };
        /** @description Ranks on one track of one expertise; null where the evidence is insufficient. */
        RankEffect: {
            expertise: string;
            /** @description Rank and score of the one person that they would be. */
            joined: {
                rank: number | null;
                score: number;
            };
            /** @description Rank and score of the two persons now. */
            now: {
                person: number;
                rank: number | null;
                score: number;
            }[];
            track: components["schemas"]["Track"];
        };
        /** @description Where somebody would stand among the same ranked people if a channel were dropped for everybody; null where nothing is left of them. */
        RankWithout: {
            rank: number | null;
            without: string;
        };
        /** @description The fewest spaces in which most people can be met. */
        Reach: {
            /** @description Which, each adding the most people that those before it do not reach. */
            keys: string[];
            /** @description How many people are met there, and their share of all. */
            people: number;
            share: number;
            /** @description How many spaces it takes. */
            spaces: number;
            /** @description The share of people that was asked for, 0..1. */
            target: number;
        };
        /** @description Somebody who holds an award. */
        Renewal: {
            accounts: {
                handle: string | null;
                id: string;
                platform: string;
                url: string | null;
            }[];
            /** @description Whether a gate keeps them off the list of candidates: then they have no rank, whatever they did. */
            aside: boolean;
            /** @description The day of the award that holds, in ISO; null where the file gives none. */
            awardedOn: string | null;
            before: {
                expert: components["schemas"]["Measures"] | null;
                leader: components["schemas"]["Measures"] | null;
            };
            /** @description Points of score since a year before; null where either year has none. */
            change: {
                expert: number | null;
                leader: number | null;
            };
            /** @description The day on which the review of that renewal closes. */
            closes: string | null;
            /** @description Days from the as-of day to the renewal. */
            daysLeft: number | null;
            /** @description Whether no more is left than the policy's lead time. */
            due: boolean;
            lastActivity: string | null;
            name: string | null;
            now: {
                expert: components["schemas"]["Measures"] | null;
                leader: components["schemas"]["Measures"] | null;
            };
            person: number;
            /** @description The day of the next renewal, in ISO; null where the program renews nobody. */
            renewal: string | null;
            /** @description Without any activity in the expertise in the six months before the as-of day. */
            silent: boolean;
            /** @description The file of awardees, or `candidacy` for those whom a candidacy here made one. */
            source: string;
        };
        RenewalsAnswer: {
            asOf: string;
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            policyVersion: string;
            /** @description The first to be renewed first. */
            renewals: components["schemas"]["Renewal"][];
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description Awardees of whom no account was found beside their line in the file: nothing is known of what they do. */
            unmatched: {
                awardedOn: string | null;
                name: string | null;
                person: number;
                source: string;
            }[];
            window: {
                from: string;
                to: string;
            };
            /** @description What `before` is about, and how much of it was read. */
            yearBefore: {
                coverageRate: number | null;
                window: {
                    from: string;
                    to: string;
                };
            };
        };
        ReplayAnswer: {
            /** @description The job that replays; null where only a look was asked for. */
            job: string | null;
            /** @description Whether the look came to the end of what is kept in its time. */
            whole: boolean;
            /** @description What would change, in counts; null where it was not only looked. */
            would: {
                added: number;
                changed: number;
                elsewhere: number;
                failed: number;
                pages: number;
                signals: number;
            } | null;
        };
        /** @description A report that there is. */
        ReportAnswer: {
            /** @description What it says and to whom. */
            about: string;
            /** @description How often it can be due, the usual one first. */
            cadences: components["schemas"]["Cadence"][];
            /** @description The newest edition that the asker may read; null where there is none. */
            latest: components["schemas"]["EditionHeadAnswer"] | null;
            matter: components["schemas"]["ReportMatter"];
            /** @description Whether the asker may schedule it. */
            maySchedule: boolean;
            name: components["schemas"]["ReportName"];
            /** @description The next time that one of its schedules is due; null where there is none. */
            next: string | null;
            /** @enum {string} */
            of: "expertise" | "all";
            title: string;
            /** @description The cron expression of its usual schedule. */
            usualCron: string;
        };
        /** @description What a report rests on. */
        ReportBasis: {
            /** @description Share of the expected days that were read, 0..1; null where none was expected. */
            coverage: number | null;
            /** @description What was not read, in sentences. */
            gaps: string[];
            /** @description Signals up to this number had been read. */
            inputWatermark: number | null;
            policyVersion: string | null;
            /** @description The runs that it was built from. */
            runs: number[];
            tracks: components["schemas"]["Track"][];
            /** @description What to know before a number is passed on, and what the data cannot see. */
            warnings: string[];
        };
        /** @description `url` is an address of the web, or a path of the pages that begins with `/`. */
        ReportCell: string | number | null | {
            text: string;
            url: string | null;
        };
        /** @description A picture; its values stand in the section's rows as well, and `description` says it in words. */
        ReportChart: {
            description: string;
            /** @constant */
            draw: "share-curve";
            marked: number[];
            points: {
                name: string;
                share: number;
                spaces: number;
            }[];
            title: string;
        } | {
            description: string;
            /** @constant */
            draw: "months";
            points: {
                from: string;
                provisional: boolean;
                to: string;
                value: number | null;
            }[];
            title: string;
        } | {
            bars: {
                name: string;
                value: number;
            }[];
            description: string;
            /** @constant */
            draw: "bars";
            title: string;
            unit: components["schemas"]["ReportUnit"];
        };
        ReportColumn: {
            key: string;
            /** @enum {string} */
            kind: "text" | "count" | "share" | "hours" | "score" | "date";
            title: string;
        };
        /** @description A report of one closed window, as data: built once, kept, and printed in every format. It says no person's name outside of rows, so that a row left out for a reader is left out whole. */
        ReportDocument: {
            /** @description Only what is dated before it is used: the end of the window. */
            asOf: string;
            basis: components["schemas"]["ReportBasis"];
            /** @description What changed against the window before, in sentences, the weightiest first. */
            changes: string[];
            /** @description The slug of the expertise; null where a report sets all side by side. */
            expertise: string | null;
            /** @description The numbers that are compared with the window before and the same window a year earlier. */
            figures: components["schemas"]["ReportFigure"][];
            /** @description One sentence that can be passed on. */
            insight: string;
            matter: components["schemas"]["ReportMatter"];
            report: components["schemas"]["ReportName"];
            sections: components["schemas"]["ReportSection"][];
            /** @description "Where to deploy support: PowerShell". */
            title: string;
            /** @description Half open, in UTC. */
            window: {
                from: string;
                to: string;
            };
        };
        /**
         * @description What a report of wrong data can be about.
         * @enum {string}
         */
        ReportedKind: "signal" | "account" | "person" | "link";
        ReportFigure: {
            before: number | null;
            /**
             * @description Which direction is good for people; null where neither is.
             * @enum {string|null}
             */
            better: "more" | "less" | null;
            /** @description The 95 % interval of `now`; null where there is none. */
            interval: number[] | null;
            key: string;
            label: string;
            lastYear: number | null;
            /** @description Null where it is unknown. */
            now: number | null;
            unit: components["schemas"]["ReportUnit"];
        };
        /** @enum {string} */
        ReportFormat: "html" | "markdown" | "csv" | "json";
        /**
         * @description What somebody must be let read to be given a part of a report: the matters of the API.
         * @enum {string}
         */
        ReportMatter: "spaces" | "people" | "operation";
        /** @enum {string} */
        ReportName: "support" | "candidates" | "renewals" | "trends" | "overview" | "sources" | "alerts";
        ReportRow: {
            /** @description By what a row is left out for a reader, or for everybody once somebody is erased. */
            about: {
                alert: {
                    kind: string;
                    subject: string;
                } | null;
                expertise: string | null;
                person: number | null;
                /** @description ISO 3166-1 alpha-2 of a person's country. */
                region: string | null;
            };
            /** @description One for each column, in their order. */
            cells: components["schemas"]["ReportCell"][];
            /** @description Reasons and evidence below the row, each with its link. */
            notes: {
                text: string;
                url: string | null;
            }[];
        };
        ReportsAnswer: {
            /** @description The ways by which reports can be sent from here; a folder for admins alone. */
            channels: components["schemas"]["DeliveryChannel"][];
            reports: components["schemas"]["ReportAnswer"][];
        };
        ReportSection: {
            chart: components["schemas"]["ReportChart"] | null;
            columns: components["schemas"]["ReportColumn"][];
            /** @description What is said where there is no row. */
            empty: string;
            key: string;
            matter: components["schemas"]["ReportMatter"];
            /** @description A sentence before the table; null for none. */
            note: string | null;
            rows: components["schemas"]["ReportRow"][];
            title: string;
        };
        /**
         * @description `share` is 0..1.
         * @enum {string}
         */
        ReportUnit: "count" | "share" | "hours" | "score";
        RetriedAnswer: {
            retried: number;
        };
        /** @description Somebody who does more of late: `ratio` of recent to usual activity, `times` what it is for somebody equally active all year. */
        RisingPerson: {
            activeDays: number;
            events: number;
            person: number;
            ratio: number;
            times: number;
        };
        /**
         * @description What a user is; `dashboards/server/src/access.ts` says what each may do.
         * @enum {string}
         */
        Role: "admin" | "lead" | "product" | "operator";
        /** @description A schedule as it is shown. */
        ScheduleAnswer: {
            cadence: components["schemas"]["Cadence"];
            createdAt: string;
            createdBy: string;
            cron: string;
            expertise: string | null;
            /** @description What was due up to this instant is done with; null before the first. */
            handledSlot: string | null;
            id: number;
            /** @description Why the last one could not be built, in a sentence; null where it could. */
            lastError: string | null;
            /** @description Whether the asker may pause, resume or remove it. */
            mayChange: boolean;
            /** @description The next three times; none while it is paused. */
            next: string[];
            pausedAt: string | null;
            report: components["schemas"]["ReportName"];
            title: string;
            tz: string;
            /** @description The cron expression in words: "At 07:00, only on Monday". */
            words: string;
        };
        SchedulesAnswer: {
            schedules: components["schemas"]["ScheduleAnswer"][];
        };
        /** @description A cron expression in words, and the next three times. */
        ScheduleTimesAnswer: {
            next: string[];
            words: string;
        };
        /** @enum {string} */
        Scope: "people:read" | "people:write" | "spaces:read" | "spaces:write" | "operation:read" | "operation:write" | "administration:read" | "administration:write";
        /** @description One addend of a score, and why. */
        ScorePart: {
            /** @enum {string} */
            part: "people" | "many links" | "unproven" | "same words" | "one space" | "all at once" | "profiles";
            value: number;
        };
        /** @enum {string} */
        SignalKind: "question" | "answer" | "comment" | "message" | "post" | "talk" | "event" | "commit" | "pull-request" | "review" | "issue" | "release" | "package" | "video" | "episode" | "doc-edit";
        /** @description Who made a signal, as far as is known; for those who may read about people. */
        SignalPerson: {
            name: string | null;
            person: number;
        };
        /** @description The first signals of the surest proposal, in the interchange format's words. */
        SignalPreview: {
            kind: string;
            occurredAt: string;
            space: string;
            title: string | null;
            url: string | null;
        };
        SourceAddedAnswer: {
            source: string;
        };
        SourceAnswer: {
            connector: string;
            /** @description Days of the last 90 that should have been read, and were; `rate` is 0..1, null where none was expected. */
            coverage: {
                expected: number;
                rate: number | null;
                read: number;
            };
            /** @description How often it is pulled; null for one that is loaded by hand or sent its signals. */
            every: string | null;
            expertises: string[];
            id: string;
            /** @description Whether programs send it its signals. */
            isPush: boolean;
            lastError: string | null;
            lastSuccess: string | null;
            movedTo: string | null;
            nextRun: string | null;
            /** @description What its place said last of how much more it may be asked; null where it says nothing. */
            quota: components["schemas"]["Quota"] | null;
            signals: number;
            /** @description `new`, `ok`, `waiting` for a rate limit, `failing`, `refused` until a person acts, `paused`. */
            state: string;
            watermark: string | null;
        };
        SourceCalendarAnswer: {
            days: components["schemas"]["SourceDay"][];
            from: string;
            source: components["schemas"]["SourceAnswer"];
            to: string;
        };
        SourceDay: {
            day: string;
            state: components["schemas"]["DayState"];
            why: string | null;
        };
        SourcePreviewAnswer: {
            /** @description Why no signal is shown; null where some are. */
            nothing: string | null;
            proposals: components["schemas"]["ProposalPreview"][];
            signals: components["schemas"]["SignalPreview"][];
        };
        SourcesAnswer: {
            sources: components["schemas"]["SourceAnswer"][];
        };
        SpaceAnswer: {
            /** @description The fewest persons with at least half of the space's signals; null where none is known. */
            absenceFactor: number | null;
            count: number;
            cumulativeShare: number | null;
            health: components["schemas"]["HealthAnswer"] | null;
            /** @description How often the space is among the first five where persons are drawn anew, 0..1; null where none are drawn. */
            inTop: number | null;
            key: string;
            kind: string;
            name: string;
            people: number;
            rank: number;
            share: number | null;
            /** @description Change of share against the window before, -1..1; null where a window was silent or the two are not compared. */
            shareChange: number | null;
            /** @description Its 95 % interval, persons being what varies; null with fewer than ten of them in either window. */
            shareChangeInterval: number[] | null;
            support: components["schemas"]["SupportAnswer"] | null;
            tier: components["schemas"]["Tier"];
            /** @description Share of the space's signals by its most active person, 0..1. */
            topPersonShare: number | null;
            url: string | null;
        };
        SpaceCount: {
            events: number;
            key: string;
            name: string;
            url: string | null;
        };
        /** @description Everything about one space. Of people it holds counts, and the public handles of who asked or wrote something. */
        SpacePageAnswer: {
            asOf: string;
            /** @description The most endorsed of its newest signals. */
            best: components["schemas"]["PublicSignal"][];
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            insight: string;
            /** @description The oldest of the open threads, and how many there are. */
            open: {
                threads: components["schemas"]["OpenThread"][];
                total: number;
            };
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            sources: components["schemas"]["SpaceSource"][];
            /** @description Its row in the answer about all spaces. */
            space: components["schemas"]["SpaceAnswer"];
            /** @description Of its people and its signals, month by month. */
            trends: components["schemas"]["TrendAnswer"][];
            weighting: components["schemas"]["Weighting"];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description A space that nobody watches, as it is proposed. Instants are ISO 8601. */
        SpaceProposal: {
            /** @description YAML for a catalogue's `sources`; null where nobody knows yet what reads it, or nothing does. */
            catalogueEntry: string | null;
            /** @description What people last decided, and until when; null where nobody has. `by` is null for product teams: the server leaves it out. */
            decision: {
                at: string;
                by: string | null;
                /** @enum {string} */
                deed: "accept" | "ignore" | "snooze";
                until: string | null;
            } | null;
            /** @description Addresses of signals that link there, of different persons. */
            examples: string[];
            first: string;
            /** @description A connector's name, `unknown` until somebody looks, or `cannot be read`. */
            identified: string;
            key: string;
            kind: string;
            last: string;
            /** @description When somebody last looked there. */
            lookedAt: string | null;
            months: number;
            name: string;
            parts: components["schemas"]["ScorePart"][];
            people: number;
            profiles: number;
            rank: number;
            score: number;
            /** @description Of the people active in the window, 0..1; null where there are none. */
            shareOfPeople: number | null;
            signals: number;
            /** @description What would read it, as `catalogue add` would propose it; null as below. */
            source: components["schemas"]["ProposedSource"] | null;
            spaces: number;
            url: string;
        };
        SpacesAnswer: {
            asOf: string;
            concentration: {
                /** @description Spaces with activity. */
                active: number;
                /** @description The window before; null where nothing happened in it. */
                compared: components["schemas"]["ComparedWindow"] | null;
                /** @description Spaces that are watched, the silent ones too. */
                configured: number;
                /** @description ln N1 / ln N0. */
                evenness: number | null;
                /** @description Gini over all configured spaces: 0 when equal, towards 1 when one holds all. */
                gini: number | null;
                /** @description Gini over the active spaces alone: adding a silent space to the catalogue does not move it. */
                giniActive: number | null;
                /** @description `gini · n / (n - 1)`, comparable between small numbers of spaces (Damgaard & Weiner, Ecology 81, 2000). */
                giniUnbiased: number | null;
                /** @description Herfindahl-Hirschman index Σp², 0..1. */
                hhi: number | null;
                /** @description Hill numbers, "as many equally active spaces as": N0 = active, N1 = exp(-Σ p ln p), N2 = 1/HHI (Hill, Ecology 54, 1973). */
                hill: {
                    0: number;
                    1: number | null;
                    2: number | null;
                };
                interval: {
                    /** @constant */
                    by: "person";
                    hhi: number[];
                    k50: number[];
                    /** @description 0.95. */
                    level: number;
                    n2: number[];
                    /** @description Persons drawn from. */
                    persons: number;
                    resamples: number;
                    top1: number[];
                    top3: number[];
                    top5: number[];
                    /** @description Mean share of the first five that were among the first five again, 0..1. */
                    topSetStability: number;
                } | null;
                /** @description The fewest spaces that together reach half of the activity, and 80 % of it. */
                k50: number | null;
                /** @description Share that the first `k50` spaces hold. */
                k50Share: number | null;
                /** @description Spaces with the same count as the one that reaches half: above 1, which of them it is, is a matter of keys. */
                k50Tied: number | null;
                k80: number | null;
                /** @description The same window a year earlier; null where nothing happened in it, or where it is the window before. */
                lastYear: components["schemas"]["ComparedWindow"] | null;
                /** @description The Lorenz curve, see `lorenzCurve`. */
                lorenz: number[][];
                /** @description Share of people who are active in at least two spaces of the head, 0..1. */
                overlap: number | null;
                /** @description The window before, where the two may be compared. */
                previous: {
                    k50: number | null;
                    /** @description Share of the first 1, 3, 5 and 10 spaces. */
                    topShare: {
                        1: number | null;
                        3: number | null;
                        5: number | null;
                        10: number | null;
                    };
                    turnover: number | null;
                } | null;
                /** @description The fewest spaces that reach 80 % of people. */
                reach: components["schemas"]["Reach"] | null;
                topSetAgrees: boolean;
                /** @description Share of the first 1, 3, 5 and 10 spaces. */
                topShare: {
                    1: number | null;
                    3: number | null;
                    5: number | null;
                    10: number | null;
                };
                total: number;
                withoutTopPerson: components["schemas"]["WithoutTopPerson"] | null;
            };
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            insight: string;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            spaces: components["schemas"]["SpaceAnswer"][];
            /** @description How much of what the window's signals link to is in spaces that nobody watches. */
            unwatched: components["schemas"]["UnwatchedShare"];
            /** @description What to know before a number is passed on, in sentences. */
            warnings: string[];
            weighting: components["schemas"]["Weighting"];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description Signals behind a number, the newest first. `author` is there only for those who may read about people. */
        SpaceSignalsAnswer: {
            expertise: string;
            key: string;
            /** @description What to give as `after` for the next page; null where this is the last. */
            next: string | null;
            signals: {
                author?: components["schemas"]["SignalPerson"] | null;
                /** @description The public handle; null where the place shows none. */
                handle: string | null;
                id: number;
                kind: string;
                occurredAt: string;
                title: string | null;
                url: string | null;
            }[];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description A source that reads a space, with what it has read of the window. */
        SpaceSource: {
            connector: string;
            coverage: {
                expected: number;
                rate: number | null;
                read: number;
            };
            id: string;
            lastSuccess: string | null;
            state: string;
        };
        /** @description A page of the threads of one space that wait. */
        SpaceThreadsAnswer: {
            asOf: string;
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            key: string;
            /** @description What to give as `after` for the next page; null where this is the last. */
            next: string | null;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            threads: components["schemas"]["OpenThread"][];
            /** @description How many wait in all. */
            total: number;
            window: {
                from: string;
                to: string;
            };
        };
        StatusAnswer: {
            deadLetters: components["schemas"]["DeadLetter"][];
            jobs: {
                [key: string]: {
                    active: number;
                    delayed: number;
                    failed: number;
                    waiting: number;
                };
            };
            queue: {
                kind: string;
            } | null;
            schedules: {
                every: string;
                name: string;
                next: string | null;
                registered: boolean;
            }[];
            sources: {
                connector: string;
                id: string;
                lastError: string | null;
                lastSuccess: string | null;
                /** @description The address to configure from now on, where the place has moved for good. */
                movedTo: string | null;
                nextRun: string | null;
                /** @description What its place said last; null where it says nothing of one. */
                quota: components["schemas"]["Quota"] | null;
                signals: number;
                state: string;
                watermark: string | null;
            }[];
            store: {
                accounts: number;
                kind: string;
                setAside: number;
                signals: number;
                where: string;
            };
        };
        /** @description `secret` signs what a webhook is sent, `feed` is the address of a feed: each is shown this once, null for other channels. */
        SubscriptionAddedAnswer: {
            feed: string | null;
            secret: string | null;
            subscription: components["schemas"]["SubscriptionAnswer"];
        };
        /** @description A subscription; the address of a hook is a secret, so that `place` is its host. */
        SubscriptionAnswer: {
            channel: components["schemas"]["DeliveryChannel"];
            createdAt: string;
            createdBy: string;
            digest: components["schemas"]["Digest"] | null;
            endedAt: string | null;
            endedWhy: components["schemas"]["EndedWhy"] | null;
            /** @description Null for every expertise that the owner may see. */
            expertise: string | null;
            formats: components["schemas"]["ReportFormat"][];
            id: number;
            place: string | null;
            quiet: {
                from: string;
                to: string;
            } | null;
            report: components["schemas"]["ReportName"];
            tz: string;
            /** @description The e-mail of its owner. */
            user: string;
            watch: components["schemas"]["AlertWatch"] | null;
            withoutPeople: boolean;
        };
        SubscriptionsAnswer: {
            subscriptions: components["schemas"]["SubscriptionAnswer"][];
        };
        SubscriptionTestedAnswer: {
            /** @description What the receiver said, or why it was not sent. */
            said: string;
            sent: boolean;
        };
        /** @description Why a space is in need, and how that was reckoned: `parts` add up to `need`, in threads. */
        SupportAnswer: {
            need: number | null;
            parts: components["schemas"]["NeedPart"][];
            /** @description By unmet need; null where it is insufficient to tell, or nobody is in need. */
            rank: number | null;
            reach: components["schemas"]["SupportReach"];
            /** @description By the people that support would reach; null as above. */
            reachRank: number | null;
            reasons: string[];
        };
        SupportListAnswer: {
            asOf: string;
            /** @enum {string} */
            by: "need" | "reach";
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            /** @description Spaces with threads, of which there are too few to tell. */
            insufficient: string[];
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description In the order of the rank asked for. */
            spaces: components["schemas"]["SupportSpace"][];
            /** @description What one thread of each part counts for. */
            weights: {
                growing: number;
                "no-expert": number;
                "one-person": number;
                slow: number;
                unanswered: number;
            };
            window: {
                from: string;
                to: string;
            };
        };
        /** @enum {string} */
        SupportPart: "unanswered" | "growing" | "slow" | "one-person" | "no-expert";
        /** @description Whom support would reach: persons in the window's threads, askers among them, and how often they were viewed, null where not shown. */
        SupportReach: {
            askers: number;
            people: number;
            views: number | null;
        };
        SupportSpace: {
            key: string;
            kind: string;
            name: string;
            need: number | null;
            parts: components["schemas"]["NeedPart"][];
            /** @description By unmet need; null where it is insufficient to tell, or nobody is in need. */
            rank: number | null;
            reach: components["schemas"]["SupportReach"];
            /** @description By the people that support would reach; null as above. */
            reachRank: number | null;
            reasons: string[];
            threads: number;
            url: string | null;
            /** @description Open threads without a response, the oldest first. */
            waiting: components["schemas"]["WaitingThread"][];
        };
        /** @description What a sweep did in one table. */
        Swept: {
            changed: number;
            removed: number;
            table: string;
        };
        /** @description What one kind adds to a score. */
        Term: {
            channel: string;
            /** @description Points of the score. */
            contribution: number;
            /** @description Signals in the window, undecayed. */
            count: number;
            kind: components["schemas"]["Measure"];
            /** @description Among the people active in this kind, 0..1. */
            percentile: number;
            /** @description Decayed and saturated. */
            value: number;
            /** @description Of the kind in its channel times that of the channel in the track. */
            weight: number;
        };
        /**
         * @description head: up to and with the space that reaches half of all activity; torso: up to and with the one that reaches 80 %; tail: the others.
         * @enum {string}
         */
        Tier: "head" | "torso" | "tail";
        TokenAddedAnswer: {
            secret: string;
            token: components["schemas"]["TokenAnswer"];
        };
        TokenAnswer: {
            createdAt: string;
            expiresAt: string;
            id: number;
            lastUsedAt: string | null;
            name: string;
            revokedAt: string | null;
            scopes: string[];
            user: string;
        };
        TokensAnswer: {
            tokens: components["schemas"]["TokenAnswer"][];
        };
        /** @enum {string} */
        Track: "expert" | "leader";
        TrendAnswer: {
            alerts: components["schemas"]["TrendNote"][];
            changes: components["schemas"]["TrendNote"][];
            direction: components["schemas"]["Direction"];
            key: string;
            mean: number | null;
            name: string;
            of: components["schemas"]["TrendSubject"];
            p: number | null;
            points: components["schemas"]["TrendPoint"][];
            q: number | null;
            /** @description The month since which a steady series shows nothing, or nothing was read: look at its reading. */
            silentSince: string | null;
            slopeInterval: number[] | null;
            slopePerMonth: number | null;
            tested: number;
            unit: components["schemas"]["TrendUnit"];
            /** @description Why nothing is claimed, or less than the test would; null where there is nothing to explain. */
            why: string | null;
            yearOnYear: components["schemas"]["YearOnYear"] | null;
        };
        /** @description Something that happened in a month, `at` being 2026-01, and a sentence about it. */
        TrendNote: {
            at: string;
            why: string;
        };
        TrendPoint: {
            from: string;
            /** @description The month has not ended; it is in no test. */
            provisional: boolean;
            to: string;
            /** @description Null where the month was not read. */
            value: number | null;
        };
        TrendsAnswer: {
            asOf: string;
            /** @enum {string} */
            by: "space" | "tag" | "people";
            coverage: components["schemas"]["Coverage"];
            expertise: string;
            /** @description Of the trends that are claimed, the share that is expected to be chance at most. */
            falseDiscoveryRate: number;
            /** @description The spaces that were read throughout and are not silent: what the whole and the tags are counted over. */
            likeForLike: {
                of: number;
                spaces: number;
            };
            people: components["schemas"]["RisingPerson"][];
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            /** @description The whole of the expertise first, then its spaces or tags, each by people and by events. */
            series: components["schemas"]["TrendAnswer"][];
            window: {
                from: string;
                to: string;
            };
        };
        /**
         * @description What a series is of.
         * @enum {string}
         */
        TrendSubject: "space" | "expertise" | "tag";
        /** @enum {string} */
        TrendUnit: "people" | "events";
        /** @description How much of what links anywhere leads to where nobody watches. */
        UnwatchedShare: {
            /** @description Signals that link to a space that is not their own. */
            linking: number;
            /** @description The same of distinct persons. */
            people: {
                linking: number;
                rate: number | null;
                unwatched: number;
            };
            /** @description Of 0..1; null where nothing links anywhere. */
            rate: number | null;
            /** @description Those of them that link to one that is not watched. */
            unwatched: number;
        };
        UserAddedAnswer: {
            link: components["schemas"]["PasswordLinkAnswer"];
            user: components["schemas"]["UserAnswer"];
        };
        UserAnswer: {
            createdAt: string;
            disabledAt: string | null;
            email: string;
            expertises: string[];
            id: string;
            name: string;
            regions: string[];
            /** @enum {string} */
            role: "admin" | "lead" | "product" | "operator";
        };
        UsersAnswer: {
            users: components["schemas"]["UserAnswer"][];
        };
        /** @description The address of a page with all that is chosen in it. */
        ViewAnswer: {
            id: number;
            name: string;
            path: string;
            savedAt: string;
        };
        ViewsAnswer: {
            views: components["schemas"]["ViewAnswer"][];
        };
        /** @enum {string} */
        VoteValue: "yes" | "no" | "abstain";
        /** @description Evidence that somebody brought and stands for. */
        Vouched: {
            activity: string;
            at: string;
            /** @description Who wrote it down, and when. */
            by: string;
            date: string;
            note: string;
            title: string;
            url: string | null;
            vouchedBy: string;
        };
        /** @description A thread that waits for somebody. */
        WaitingThread: {
            ageDays: number;
            askedAt: string;
            title: string | null;
            url: string | null;
        };
        WebhookAddedAnswer: {
            secret: string;
            webhook: components["schemas"]["WebhookAnswer"];
        };
        WebhookAnswer: {
            createdAt: components["schemas"]["AsJson_string870780834"];
            createdBy: components["schemas"]["AsJson_string"];
            disabledAt: components["schemas"]["AsJson_string870780834_null"];
            events: components["schemas"]["AsJson_def-alias-1105842746-411-470-1105842746-0-5029"];
            failingSince: components["schemas"]["AsJson_string870780834_null"];
            id: components["schemas"]["AsJson_number"];
            last: components["schemas"]["AsJson_LastDelivery"] | null;
            url: components["schemas"]["AsJson_string"];
        };
        WebhooksAnswer: {
            webhooks: components["schemas"]["WebhookAnswer"][];
        };
        WebhookTestedAnswer: {
            delivery: number;
            error: string | null;
            status: number | null;
        };
        /**
         * @description What counts as activity. `events`: signals, whoever sent them. `people`: distinct persons in a space. `shared`: each person weighs 1, split over the spaces they are active in by their share of events.
         * @enum {string}
         */
        Weighting: "events" | "people" | "shared";
        WhatIfAnswer: {
            after: components["schemas"]["WhatIfList"];
            asOf: string;
            before: components["schemas"]["WhatIfList"];
            /** @description How many people would have another rank, a rank, or none any more. */
            changed: number;
            /** @description Each change in words. */
            changes: string[];
            /** @description Spearman's, of the orders of those ranked in both lists; null where fewer than two are. */
            correlation: number | null;
            coverage: components["schemas"]["Coverage"];
            /** @description Who would come into the first `top.size`. */
            entering: components["schemas"]["WhatIfMover"][];
            expertise: string;
            /** @description Who would leave them. */
            leaving: components["schemas"]["WhatIfMover"][];
            /** @description Furthest first. */
            movers: components["schemas"]["WhatIfMover"][];
            policyVersion: string;
            run: {
                computedAt: string;
                id: number;
                inputWatermark: number;
                policyVersion: string;
            };
            top: {
                shared: number;
                size: number;
            };
            track: components["schemas"]["Track"];
            window: {
                from: string;
                to: string;
            };
        };
        /** @description A list as it is or would be. */
        WhatIfList: {
            /** @description How much of that window the sources have read, 0..1; null where there are none. */
            coverageRate: number | null;
            population: number;
            ranked: number;
            window: {
                from: string;
                to: string;
            };
        };
        /** @description Somebody who would stand elsewhere. */
        WhatIfMover: {
            after: components["schemas"]["RankAndScore"];
            before: components["schemas"]["RankAndScore"];
            name: string | null;
            person: number;
            /** @description One sentence: what changed most of the score. */
            why: string;
        };
        /** @description What changed from an earlier window to a later one; null where one of them was silent. */
        WindowChange: {
            /** @description Keys of spaces that came into the head and that fell out of it, in order of key. */
            entered: string[];
            /** @description Later minus earlier. */
            k50Change: number | null;
            left: string[];
            n2Change: number | null;
            /** @description Rank-biased overlap of all active spaces at p = 0.9, 0..1. */
            rankOverlap: number | null;
            /** @description 1 - Jaccard of the first five spaces of both windows, 0..1. */
            turnover: number | null;
        };
        /** @description What is left of concentration without the person who weighs most: numbers only, never who it is. */
        WithoutTopPerson: {
            /** @description Herfindahl-Hirschman index Σp², 0..1. */
            hhi: number | null;
            /** @description The fewest spaces that together reach half of the activity, and 80 % of it. */
            k50: number | null;
            /** @description Share of all activity that is theirs, 0..1. */
            share: number;
            /** @description Share of the first 1, 3, 5 and 10 spaces. */
            topShare: {
                1: number | null;
                3: number | null;
                5: number | null;
                10: number | null;
            };
        };
        /** @description An open report as it marks what it is about. */
        WrongDataMark: {
            at: string;
            report: number;
            subject: string;
            why: string;
        };
        /** @description The last 12 steps against the 12 before, as means per step; `change` is 0.2 for a fifth more, with its 95 % interval. */
        YearOnYear: {
            before: number;
            change: number;
            interval: number[];
            now: number;
        };
    };
    responses: {
        /** @description What went wrong, in a sentence that says what to do (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    alerts: {
        parameters: {
            query?: {
                expertise?: string;
                limit?: number;
                state?: "open" | "ended" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    audit: {
        parameters: {
            query?: {
                action?: string | null;
                actor?: string | null;
                before?: number;
                from?: string;
                limit?: number;
                subject?: string | null;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    awardees: {
        parameters: {
            query?: {
                expertise?: string | null;
                status?: "current" | "alumnus" | null;
                unmatched?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardeesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importAwardees: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    csv: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardeesImportedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewAwardees: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    csv: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardeesPreviewAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deliveries: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
                of?: "me" | "everybody";
                subscription?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveriesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editions: {
        parameters: {
            query?: {
                after?: number;
                expertise?: string;
                limit?: number;
                report?: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
                /** @description Words that it has to say: "a phrase", -without. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareEditions: {
        parameters: {
            query: {
                with: number;
            };
            header?: never;
            path: {
                edition: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionCompareAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editionFile: {
        parameters: {
            query: {
                format: "html" | "markdown" | "csv" | "json";
            };
            header?: never;
            path: {
                edition: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "text/csv": string;
                    "text/html": string;
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                    /** @description A person's number, or platform:id of an account. */
                    person: string;
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A person's number, or platform:id of an account. */
                    person: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    expertises: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpertisesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    candidacies: {
        parameters: {
            query?: {
                /** @description Only those assigned to somebody, by name. */
                assigned?: string;
                stage?: "discovered" | "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidaciesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    candidates: {
        parameters: {
            query?: {
                after?: string;
                asOf?: string;
                /** @description Who did anything in this channel of the track. */
                channel?: string;
                /** @description Everybody who is wanted as one document, and not a page: after and limit mean nothing then. */
                format?: "csv" | "json";
                gate?: "employee_of_vendor" | "vendor_contractor" | "bot_or_org_account" | "existing_awardee" | "opted_out" | "alumni" | "identity_uncertain" | "conduct";
                /** @description Two letters, an English name, or unknown. */
                language?: string;
                limit?: number;
                /** @description At least so many active months. */
                minEvidence?: number;
                /** @description A region of the policy, a country, elsewhere, or unknown. */
                region?: string;
                /** @description Beginnings of words of a name or handle. */
                search?: string;
                stage?: "discovered" | "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
                track?: "expert" | "leader";
                view?: "hidden-gems";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidatePageAnswer"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compare: {
        parameters: {
            query: {
                asOf?: string;
                people: string;
                track?: "expert" | "leader";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompareAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    discovery: {
        parameters: {
            query?: {
                asOf?: string;
                limit?: number;
                offset?: number;
                state?: "open" | "accepted" | "ignored" | "snoozed" | "all";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscoverAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptFound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSpaceDecided"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ignoreFound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSpaceDecided"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookAtFound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSpaceLooked"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    snoozeFound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** Format: date */
                    until: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSpaceDecided"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    identities: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentitiesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "accept";
                    pair: {
                        /** @example 12-57 */
                        proposal: string;
                    } | {
                        /** @example github:1042 */
                        a: string;
                        /** @example github:1042 */
                        b: string;
                    };
                    reason?: string;
                } | {
                    /** @enum {string} */
                    kind: "reject";
                    pair: {
                        /** @example 12-57 */
                        proposal: string;
                    } | {
                        /** @example github:1042 */
                        a: string;
                        /** @example github:1042 */
                        b: string;
                    };
                    reason?: string;
                } | {
                    /** @enum {string} */
                    kind: "snooze";
                    pair: {
                        /** @example 12-57 */
                        proposal: string;
                    } | {
                        /** @example github:1042 */
                        a: string;
                        /** @example github:1042 */
                        b: string;
                    };
                    reason?: string;
                    /** Format: date */
                    until: string;
                } | {
                    /** @example github:1042 */
                    account: string;
                    /** @enum {string} */
                    kind: "split";
                    reason?: string;
                } | {
                    /** @enum {string} */
                    kind: "lock";
                    person: number;
                    reason?: string;
                } | {
                    /** @enum {string} */
                    kind: "unlock";
                    person: number;
                    reason?: string;
                } | {
                    decision: number;
                    /** @enum {string} */
                    kind: "undo";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    identityHistory: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proposals: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalListAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalPageAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    moved: {
        parameters: {
            query?: {
                after?: string;
                asOf?: string;
                limit?: number;
                track?: "expert" | "leader";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedPageAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    person: {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPageAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assignees: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssigneesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    actOnCandidacy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    from: "discovered" | "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
                    /** @enum {string} */
                    kind: "move";
                    reason: string;
                    /** @enum {string} */
                    to: "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
                } | {
                    /** @enum {string} */
                    from: "discovered" | "shortlisted" | "in-review" | "nominated" | "awarded" | "declined" | "renewal-due";
                    /** @enum {string} */
                    kind: "undo";
                    reason?: string;
                } | {
                    /** @enum {string} */
                    kind: "assign";
                    reason?: string;
                    to: string;
                } | {
                    /** @enum {string} */
                    kind: "note";
                    reason?: string;
                    text: string;
                } | {
                    conflict: string;
                    /** @enum {string} */
                    kind: "vote";
                    reason?: string;
                    /** @enum {string} */
                    vote: "yes" | "no" | "abstain";
                } | {
                    activity: string;
                    /** Format: date */
                    date: string;
                    /** @enum {string} */
                    kind: "evidence";
                    note: string;
                    reason?: string;
                    title: string;
                    url: string | null;
                    vouchedBy: string;
                } | {
                    into: number;
                    /** @enum {string} */
                    kind: "settle";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    dossier: {
        parameters: {
            query?: {
                asOf?: string;
                format?: "json" | "md" | "html";
                /** @description The number of a decision: the dossier that it froze. */
                frozen?: number;
                track?: "expert" | "leader";
            };
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                    "text/html": string;
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    isOut: boolean;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    personSignals: {
        parameters: {
            query?: {
                after?: string;
                asOf?: string;
                from?: string;
                kind?: "question" | "answer" | "comment" | "message" | "post" | "talk" | "event" | "commit" | "pull-request" | "review" | "issue" | "release" | "package" | "video" | "episode" | "doc-edit" | "newcomer-help";
                limit?: number;
                space?: string;
                to?: string;
            };
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonSignalsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportWrongData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                person: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    about: {
                        /** @enum {string} */
                        kind: "person";
                    } | {
                        account: string;
                        /** @enum {string} */
                        kind: "account";
                    } | {
                        /** @enum {string} */
                        kind: "signal";
                        signal: string;
                    } | {
                        a: string;
                        b: string;
                        /** @enum {string} */
                        kind: "link";
                    };
                    why: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataReportAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveWrongData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
                person: number;
                report: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    resolution: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataReportAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policy: {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renewals: {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    shortlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    people: number[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    spaces: {
        parameters: {
            query?: {
                asOf?: string;
                format?: "json" | "csv";
                from?: string;
                limit?: number;
                offset?: number;
                to?: string;
                weighting?: "events" | "people" | "shared";
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpacesAnswer"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    space: {
        parameters: {
            query?: {
                asOf?: string;
                from?: string;
                to?: string;
                weighting?: "events" | "people" | "shared";
            };
            header?: never;
            path: {
                expertise: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpacePageAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    spaceSignals: {
        parameters: {
            query?: {
                after?: string | null;
                asOf?: string;
                from?: string;
                kind?: "question" | "answer" | "comment" | "message" | "post" | "talk" | "event" | "commit" | "pull-request" | "review" | "issue" | "release" | "package" | "video" | "episode" | "doc-edit" | null;
                limit?: number;
                to?: string;
            };
            header?: never;
            path: {
                expertise: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceSignalsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openThreads: {
        parameters: {
            query?: {
                after?: string | null;
                asOf?: string;
                from?: string;
                limit?: number;
                to?: string;
            };
            header?: never;
            path: {
                expertise: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceThreadsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    support: {
        parameters: {
            query?: {
                asOf?: string;
                by?: "need" | "reach";
                format?: "json" | "csv";
                from?: string;
                limit?: number;
                offset?: number;
                to?: string;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportListAnswer"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    trends: {
        parameters: {
            query?: {
                asOf?: string;
                by?: "space" | "tag";
                format?: "json" | "csv";
                limit?: number;
                months?: number;
                offset?: number;
            };
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendsAnswer"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    whatIf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                expertise: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    changes: {
                        dropKinds?: string[];
                        dropSpaces?: string[];
                        kinds?: {
                            [key: string]: {
                                [key: string]: number;
                            };
                        };
                        months?: number;
                        power?: number;
                        weights?: {
                            [key: string]: number;
                        };
                    };
                    /** @default 50 */
                    limit?: number;
                    /**
                     * @default expert
                     * @enum {string}
                     */
                    track?: "expert" | "leader";
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mutes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MutesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    muteAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    expertise: string;
                    /** @enum {string} */
                    kind: "answerer-lost" | "questions-pile-up" | "riser" | "source-silent" | "concentration-moved";
                    subject: string | null;
                    /**
                     * Format: date
                     * @example 2026-01-31
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MuteAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unmuteAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mute: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    queues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryDeadLetters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue: "collect" | "replay" | "analyse" | "report" | "send" | "deliver";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    message?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @description Of the window that was closed then; now unless told.
                     * @example 2026-01-31
                     */
                    asOf?: string;
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    cadence?: "day" | "week" | "month" | "quarter" | null;
                    expertise: string | null;
                    /** @enum {string} */
                    report: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewReportFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @description Of the window that was closed then; now unless told.
                     * @example 2026-01-31
                     */
                    asOf?: string;
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    cadence?: "day" | "week" | "month" | "quarter" | null;
                    expertise: string | null;
                    /** @enum {string} */
                    format: "html" | "markdown" | "csv" | "json";
                    /** @enum {string} */
                    report: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "text/csv": string;
                    "text/html": string;
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    schedules: {
        parameters: {
            query?: {
                expertise?: string;
                report?: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    cadence?: "day" | "week" | "month" | "quarter" | null;
                    /** @default null */
                    cron?: string | null;
                    expertise: string | null;
                    /** @enum {string} */
                    report: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
                    /** @default UTC */
                    tz?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    paused: boolean;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scheduleTimes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cron: string;
                    tz: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleTimesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pushSignals: {
        parameters: {
            query: {
                source: string;
            };
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>[];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connector: string;
                    /** @default 6 hours */
                    every?: string;
                    /** @default [] */
                    expertises?: string[];
                    id: string;
                    /** @default {} */
                    options?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Format: date
                     * @default null
                     */
                    since?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceAddedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    source: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceCalendarAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    pullSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replaySource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dryRun: boolean;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    previewSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcePreviewAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    subscriptions: {
        parameters: {
            query?: {
                of?: "me" | "everybody";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    channel: "mail" | "teams" | "slack" | "webhook" | "folder" | "feed";
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    digest?: "day" | "week" | null;
                    expertise: string | null;
                    /** @default null */
                    formats?: ("html" | "markdown" | "csv" | "json")[] | null;
                    /** @default null */
                    quiet?: {
                        from: string;
                        to: string;
                    } | null;
                    /** @enum {string} */
                    report: "support" | "trends" | "overview" | "candidates" | "renewals" | "sources" | "alerts";
                    /** @default null */
                    target?: string | null;
                    /** @default UTC */
                    tz?: string;
                    /** @description The e-mail of who it is for; of others for admins. */
                    user?: string;
                    /** @default null */
                    watch?: {
                        kinds: string[] | null;
                        subjects: string[] | null;
                    } | null;
                    /** @default null */
                    withoutPeople?: boolean | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionAddedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionTestedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tokens: {
        parameters: {
            query?: {
                of?: "me" | "everybody";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                    name: string;
                    scopes: ("people:read" | "people:write" | "spaces:read" | "spaces:write" | "operation:read" | "operation:write" | "administration:read" | "administration:write")[];
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAddedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsersAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /**
                     * @default {
                     *       "expertises": [],
                     *       "regions": []
                     *     }
                     */
                    grants?: {
                        /** @default [] */
                        expertises?: string[];
                        /** @default [] */
                        regions?: string[];
                    };
                    name: string;
                    /** @enum {string} */
                    role: "admin" | "lead" | "product" | "operator";
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAddedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    grants: {
                        expertises: string[];
                        regions: string[];
                    };
                    /** @enum {string} */
                    role: "admin" | "lead" | "product" | "operator";
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    linkUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordLinkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    path: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhooksAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: ("run.finished" | "candidacy.moved" | "source.failed" | "space.proposed")[];
                    url: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAddedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    enableWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTestedAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
