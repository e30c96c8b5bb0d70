// Generated from the types in answers.ts by "npm run docs": do not edit.
export const answerSchemas: Record<string, object> = {
  "ActedAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "candidacy": {
        "$ref": "#/components/schemas/CandidacyAnswer"
      },
      "event": {
        "type": "number"
      },
      "deed": {
        "$ref": "#/components/schemas/CandidacyDeed"
      },
      "stage": {
        "$ref": "#/components/schemas/CandidacyStage"
      },
      "sha256": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "candidacy",
      "deed",
      "event",
      "sha256",
      "stage"
    ],
    "description": "What was kept of an act, and the candidacy since."
  },
  "AlertAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "expertise": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "title": {
        "type": "string",
        "description": "The kind in words: \"questions pile up\"."
      },
      "subject": {
        "type": "string",
        "description": "The key of a space, the id of a source, `person:12`, or the slug of the expertise."
      },
      "name": {
        "type": "string",
        "description": "What it is about, with its page."
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "sentence": {
        "type": "string"
      },
      "todo": {
        "type": "string",
        "description": "What to do about it."
      },
      "test": {
        "type": "object",
        "properties": {
          "name": {
            "type": "string"
          },
          "statistic": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "value": {
                "type": "number"
              }
            },
            "required": [
              "name",
              "value"
            ],
            "additionalProperties": false
          },
          "p": {
            "type": "number"
          },
          "q": {
            "type": "number"
          }
        },
        "required": [
          "name",
          "statistic",
          "p",
          "q"
        ],
        "additionalProperties": false,
        "description": "`q` is `p` after the correction for all tests of that day."
      },
      "since": {
        "type": "string",
        "description": "As-of instants."
      },
      "seenAt": {
        "type": "string"
      },
      "endedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "muted": {
        "type": [
          "number",
          "null"
        ],
        "description": "The number of the asker's mute that covers it at this moment; null for none."
      }
    },
    "required": [
      "id",
      "expertise",
      "kind",
      "title",
      "subject",
      "name",
      "url",
      "sentence",
      "todo",
      "test",
      "since",
      "seenAt",
      "endedAt",
      "muted"
    ],
    "additionalProperties": false
  },
  "AlertWatch": {
    "type": "object",
    "properties": {
      "kinds": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "subjects": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "required": [
      "kinds",
      "subjects"
    ],
    "additionalProperties": false,
    "description": "Which alerts; null each for all."
  },
  "AlertsAnswer": {
    "type": "object",
    "properties": {
      "alerts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/AlertAnswer"
        }
      },
      "kinds": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string"
            },
            "title": {
              "type": "string"
            }
          },
          "required": [
            "kind",
            "title"
          ],
          "additionalProperties": false
        },
        "description": "The kinds of alert that the asker may be told of, each in words."
      }
    },
    "required": [
      "alerts",
      "kinds"
    ],
    "additionalProperties": false
  },
  "AsJson_LastDelivery": {
    "type": "object",
    "properties": {
      "type": {
        "$ref": "#/components/schemas/AsJson_string"
      },
      "attempts": {
        "$ref": "#/components/schemas/AsJson_number"
      },
      "attemptedAt": {
        "$ref": "#/components/schemas/AsJson_string870780834_null"
      },
      "status": {
        "$ref": "#/components/schemas/AsJson_number_null_168617858"
      },
      "error": {
        "$ref": "#/components/schemas/AsJson_string_null"
      },
      "deliveredAt": {
        "$ref": "#/components/schemas/AsJson_string870780834_null"
      }
    },
    "required": [
      "type",
      "attempts",
      "attemptedAt",
      "status",
      "error",
      "deliveredAt"
    ],
    "additionalProperties": false,
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_def-alias-1105842746-411-470-1105842746-0-5029": {
    "type": "array",
    "items": {
      "$ref": "#/components/schemas/AsJson_run.finished_candidacy.moved_source.failed_space.proposed"
    },
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_number": {
    "type": "number",
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_number_null_168617858": {
    "type": [
      "number",
      "null"
    ],
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_run.finished_candidacy.moved_source.failed_space.proposed": {
    "type": "string",
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_string": {
    "type": "string",
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_string870780834": {
    "type": "string",
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_string870780834_null": {
    "type": [
      "string",
      "null"
    ],
    "description": "A type as JSON carries it: instants are texts."
  },
  "AsJson_string_null": {
    "type": [
      "string",
      "null"
    ],
    "description": "A type as JSON carries it: instants are texts."
  },
  "Asker": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "actor": {
        "type": "string",
        "description": "What history and audit log name them by, and whose a vote is: the e-mail, for two people may have one name."
      },
      "role": {
        "$ref": "#/components/schemas/Role"
      },
      "expertises": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "string",
            "const": "all"
          }
        ],
        "description": "Slugs of expertises."
      },
      "regions": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "string",
            "const": "all"
          }
        ],
        "description": "ISO 3166-1 alpha-2 codes of countries: people of these only."
      },
      "scopes": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scope"
            }
          },
          {
            "type": "string",
            "const": "all"
          }
        ],
        "description": "What a token was made for; a session has them all."
      },
      "via": {
        "type": "string",
        "enum": [
          "session",
          "token"
        ]
      }
    },
    "required": [
      "id",
      "name",
      "actor",
      "role",
      "expertises",
      "regions",
      "scopes",
      "via"
    ],
    "additionalProperties": false,
    "description": "Who asks: a signed-in user, or a token that a user made."
  },
  "Assignee": {
    "type": "object",
    "properties": {
      "name": {
        "type": "string"
      },
      "actor": {
        "type": "string"
      }
    },
    "required": [
      "name",
      "actor"
    ],
    "additionalProperties": false,
    "description": "Somebody who can look after a candidacy; `actor` is what `assign` takes, for two people may have one name."
  },
  "AssigneesAnswer": {
    "type": "object",
    "properties": {
      "assignees": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Assignee"
        }
      }
    },
    "required": [
      "assignees"
    ],
    "additionalProperties": false,
    "description": "By name."
  },
  "AuditAnswer": {
    "type": "object",
    "properties": {
      "entries": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/AuditEntryAnswer"
        }
      },
      "next": {
        "type": [
          "number",
          "null"
        ],
        "description": "What to give as `before` for the entries behind these; null at the end."
      }
    },
    "required": [
      "entries",
      "next"
    ],
    "additionalProperties": false
  },
  "AuditEntryAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "at": {
        "type": "string"
      },
      "actor": {
        "type": "string"
      },
      "action": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      },
      "detail": {
        "type": "object",
        "additionalProperties": {}
      }
    },
    "required": [
      "id",
      "at",
      "actor",
      "action",
      "subject",
      "detail"
    ],
    "additionalProperties": false
  },
  "AwardeeAnswer": {
    "type": "object",
    "properties": {
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "account": {
        "type": "string",
        "description": "The account that stands for the awardee, as `platform:id`."
      },
      "person": {
        "type": [
          "number",
          "null"
        ],
        "description": "Null where no account is known of the awardee."
      },
      "platforms": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Where the person's other accounts are."
      },
      "expertise": {
        "type": "string"
      },
      "awardedOn": {
        "type": [
          "string",
          "null"
        ],
        "description": "ISO days; null is unknown, or open."
      },
      "endedOn": {
        "type": [
          "string",
          "null"
        ]
      },
      "status": {
        "type": "string",
        "enum": [
          "current",
          "alumnus"
        ]
      },
      "registry": {
        "type": "string",
        "description": "The file that tells it."
      },
      "links": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LinkAnswer"
        },
        "description": "What stands of evidence and decisions about the account."
      },
      "proposals": {
        "type": "number",
        "description": "How many other persons wait for a decision whether they are this one."
      }
    },
    "required": [
      "name",
      "account",
      "person",
      "platforms",
      "expertise",
      "awardedOn",
      "endedOn",
      "status",
      "registry",
      "links",
      "proposals"
    ],
    "additionalProperties": false,
    "description": "One award and whom it was given. An awardee of several awards comes as often."
  },
  "AwardeesAnswer": {
    "type": "object",
    "properties": {
      "awardees": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/AwardeeAnswer"
        }
      }
    },
    "required": [
      "awardees"
    ],
    "additionalProperties": false
  },
  "AwardeesImported": {
    "type": "object",
    "properties": {
      "registry": {
        "type": "string"
      },
      "awardees": {
        "type": "number"
      },
      "awards": {
        "type": "number"
      },
      "erased": {
        "type": "number",
        "description": "Awardees who have been erased: they are not kept."
      },
      "replaced": {
        "type": "boolean",
        "description": "Whether a file of that name was there and has been replaced."
      },
      "unread": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Columns of the file that nothing was read from."
      },
      "links": {
        "type": "number",
        "description": "How many links are new, changed or withdrawn by it."
      }
    },
    "required": [
      "registry",
      "awardees",
      "awards",
      "erased",
      "replaced",
      "unread",
      "links"
    ],
    "additionalProperties": false,
    "description": "What became of a file of awardees."
  },
  "AwardeesImportedAnswer": {
    "$ref": "#/components/schemas/AwardeesImported"
  },
  "AwardeesPreviewAnswer": {
    "type": "object",
    "properties": {
      "awardees": {
        "type": "number"
      },
      "awards": {
        "type": "number"
      },
      "unread": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "replaces": {
        "type": "boolean"
      }
    },
    "required": [
      "awardees",
      "awards",
      "unread",
      "replaces"
    ],
    "additionalProperties": false
  },
  "BulkAnswer": {
    "type": "object",
    "properties": {
      "done": {
        "type": "number"
      },
      "results": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/BulkResult"
        }
      }
    },
    "required": [
      "done",
      "results"
    ],
    "additionalProperties": false,
    "description": "In the order of the request."
  },
  "BulkResult": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "done": {
        "type": "boolean"
      },
      "why": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "person",
      "done",
      "why"
    ],
    "additionalProperties": false,
    "description": "What became of one person of many; `why` is null where it was done."
  },
  "Cadence": {
    "type": "string",
    "enum": [
      "day",
      "week",
      "month",
      "quarter"
    ]
  },
  "CandidaciesAnswer": {
    "type": "object",
    "properties": {
      "candidacies": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CandidacyAnswer"
        }
      }
    },
    "required": [
      "candidacies"
    ],
    "additionalProperties": false
  },
  "CandidacyAnswer": {
    "type": "object",
    "properties": {
      "expertise": {
        "type": "string"
      },
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "stage": {
        "$ref": "#/components/schemas/CandidacyStage"
      },
      "unsettled": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "candidacy": {
              "type": "number"
            },
            "stage": {
              "$ref": "#/components/schemas/CandidacyStage"
            }
          },
          "required": [
            "candidacy",
            "stage"
          ],
          "additionalProperties": false
        },
        "description": "Candidacies that came together when persons were merged, until somebody settles which one goes on; else empty."
      },
      "assigned": {
        "type": [
          "string",
          "null"
        ]
      },
      "votes": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "at": {
              "type": "string"
            },
            "actor": {
              "type": "string"
            },
            "vote": {
              "$ref": "#/components/schemas/VoteValue"
            },
            "conflict": {
              "type": [
                "string",
                "null"
              ]
            },
            "reason": {
              "type": [
                "string",
                "null"
              ]
            },
            "counts": {
              "type": "boolean"
            }
          },
          "required": [
            "actor",
            "at",
            "conflict",
            "counts",
            "reason",
            "vote"
          ]
        }
      },
      "tally": {
        "description": "Failed to correctly infer type"
      },
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "by": {
              "type": "string"
            },
            "at": {
              "type": "string"
            },
            "activity": {
              "type": "string",
              "description": "The activity type of the program's form."
            },
            "title": {
              "type": "string"
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            },
            "date": {
              "type": "string",
              "description": "ISO date."
            },
            "note": {
              "type": "string"
            },
            "vouchedBy": {
              "type": "string"
            }
          },
          "required": [
            "activity",
            "at",
            "by",
            "date",
            "note",
            "title",
            "url",
            "vouchedBy"
          ]
        }
      },
      "history": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CandidacyHistory"
        },
        "description": "The oldest first."
      }
    },
    "required": [
      "expertise",
      "person",
      "name",
      "accounts",
      "stage",
      "unsettled",
      "assigned",
      "votes",
      "tally",
      "evidence",
      "history"
    ],
    "additionalProperties": false
  },
  "CandidacyDeed": {
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "stage"
          },
          "from": {
            "$ref": "#/components/schemas/CandidacyStage"
          },
          "to": {
            "$ref": "#/components/schemas/CandidacyStage"
          }
        },
        "required": [
          "kind",
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "assign"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "kind",
          "to"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "note"
          },
          "text": {
            "type": "string"
          }
        },
        "required": [
          "kind",
          "text"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "vote"
          },
          "vote": {
            "$ref": "#/components/schemas/VoteValue"
          },
          "conflict": {
            "type": [
              "string",
              "null"
            ]
          }
        },
        "required": [
          "kind",
          "vote",
          "conflict"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "activity": {
            "type": "string",
            "description": "The activity type of the program's form."
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "date": {
            "type": "string",
            "description": "ISO date."
          },
          "note": {
            "type": "string"
          },
          "vouchedBy": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "const": "evidence"
          }
        },
        "required": [
          "activity",
          "date",
          "kind",
          "note",
          "title",
          "url",
          "vouchedBy"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "undo"
          },
          "undoes": {
            "type": "number"
          }
        },
        "required": [
          "kind",
          "undoes"
        ],
        "additionalProperties": false
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "settle"
          },
          "into": {
            "type": "number"
          }
        },
        "required": [
          "kind",
          "into"
        ],
        "additionalProperties": false
      }
    ],
    "description": "What happened to a candidacy. `settle` says that this one goes on as another one of the same person."
  },
  "CandidacyHistory": {
    "anyOf": [
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "stage"
          },
          "from": {
            "$ref": "#/components/schemas/CandidacyStage"
          },
          "to": {
            "$ref": "#/components/schemas/CandidacyStage"
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "event",
          "from",
          "kind",
          "reason",
          "stands",
          "to"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "assign"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "event",
          "kind",
          "reason",
          "stands",
          "to"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "note"
          },
          "text": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "event",
          "kind",
          "reason",
          "stands",
          "text"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "vote"
          },
          "vote": {
            "$ref": "#/components/schemas/VoteValue"
          },
          "conflict": {
            "type": [
              "string",
              "null"
            ]
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "conflict",
          "event",
          "kind",
          "reason",
          "stands",
          "vote"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "activity": {
            "type": "string",
            "description": "The activity type of the program's form."
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "date": {
            "type": "string",
            "description": "ISO date."
          },
          "note": {
            "type": "string"
          },
          "vouchedBy": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "const": "evidence"
          }
        },
        "required": [
          "activity",
          "at",
          "by",
          "candidacy",
          "date",
          "event",
          "kind",
          "note",
          "reason",
          "stands",
          "title",
          "url",
          "vouchedBy"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "undo"
          },
          "undoes": {
            "type": "number"
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "event",
          "kind",
          "reason",
          "stands",
          "undoes"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "event": {
            "type": "number"
          },
          "candidacy": {
            "type": "number"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "stands": {
            "type": "boolean",
            "description": "False of a move that was undone."
          },
          "kind": {
            "type": "string",
            "const": "settle"
          },
          "into": {
            "type": "number"
          }
        },
        "required": [
          "at",
          "by",
          "candidacy",
          "event",
          "into",
          "kind",
          "reason",
          "stands"
        ]
      }
    ],
    "description": "One thing that happened to a candidacy."
  },
  "CandidacyStage": {
    "type": "string",
    "enum": [
      "discovered",
      "shortlisted",
      "in-review",
      "nominated",
      "awarded",
      "declined",
      "renewal-due"
    ]
  },
  "CandidatePageAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "candidates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CandidateRow"
        }
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to give as `after` for the next page; null on the last."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      },
      "track": {
        "$ref": "#/components/schemas/Track"
      },
      "population": {
        "type": "number"
      },
      "policyVersion": {
        "type": "string"
      },
      "cycle": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "award": {
                "type": "string"
              },
              "closes": {
                "type": "string"
              },
              "renewal": {
                "type": [
                  "string",
                  "null"
                ]
              }
            },
            "required": [
              "award",
              "closes",
              "renewal"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "The award that this leads to, ISO dates; null where the program has none."
      }
    },
    "required": [
      "asOf",
      "candidates",
      "coverage",
      "cycle",
      "expertise",
      "next",
      "policyVersion",
      "population",
      "run",
      "track",
      "window"
    ]
  },
  "CandidateRow": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "stage": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/CandidacyStage"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where nobody has considered the person yet."
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "region": {
        "type": [
          "string",
          "null"
        ],
        "description": "ISO 3166-1 alpha-2; null where no profile names a place in one country."
      },
      "regionSource": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "place": {
                "type": "string"
              },
              "account": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "place",
              "account",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ]
      },
      "languages": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "ISO 639-1, the one that most texts are in first."
      },
      "months": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "description": "Signals in each of the twelve months before the as-of day, the last one last."
      },
      "wrongData": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WrongDataMark"
        }
      },
      "quality": {
        "$ref": "#/components/schemas/Quality"
      },
      "flags": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "flag": {
              "$ref": "#/components/schemas/FlagName"
            },
            "why": {
              "type": "string",
              "description": "One sentence with the numbers."
            },
            "evidence": {
              "type": "array",
              "items": {
                "type": "string"
              },
              "description": "URLs: filled by whoever holds the signals, from `signalsOf`."
            },
            "check": {
              "type": [
                "string",
                "null"
              ],
              "description": "What remains without the signals in question; null where that cannot be told."
            }
          },
          "required": [
            "flag",
            "why",
            "evidence",
            "check"
          ],
          "additionalProperties": false
        },
        "description": "Reasons to look twice, with addresses of the signals that are meant."
      },
      "gates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GateFound"
        }
      },
      "locale": {
        "$ref": "#/components/schemas/Locale",
        "description": "The rank among those of the same region and language."
      },
      "hiddenGem": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/HiddenGem"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where the list shows them as it should."
      },
      "rank": {
        "type": [
          "number",
          "null"
        ],
        "description": "Shared by all whose rank intervals overlap that of the first of them, and by all of one score."
      },
      "rankInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ],
        "description": "Between which ranks chance alone could have put them, four times in five."
      },
      "person": {
        "type": "number"
      },
      "score": {
        "type": "number",
        "description": "0..100: the sum of the terms' contributions."
      },
      "percentile": {
        "type": [
          "number",
          "null"
        ],
        "description": "Among everybody active in the track, 0..1."
      },
      "stability": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RankWithout"
        },
        "description": "The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for."
      },
      "steady": {
        "type": [
          "boolean",
          "null"
        ],
        "description": "Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing."
      },
      "track": {
        "type": "object",
        "properties": {
          "expert": {
            "type": "number"
          },
          "leader": {
            "type": "number"
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false,
        "description": "The score on either track."
      },
      "terms": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Term"
        },
        "description": "Largest contribution first."
      },
      "channels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ChannelTerm"
        },
        "description": "Largest contribution first."
      },
      "activeMonths": {
        "type": "number",
        "description": "Months with activity in the track, of those counted back from the as-of day."
      },
      "breadth": {
        "type": "object",
        "properties": {
          "spaces": {
            "type": "number"
          },
          "effectiveSpaces": {
            "type": "number"
          },
          "sources": {
            "type": "number"
          },
          "channels": {
            "type": "number"
          }
        },
        "required": [
          "spaces",
          "effectiveSpaces",
          "sources",
          "channels"
        ],
        "additionalProperties": false,
        "description": "`effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower."
      }
    },
    "required": [
      "accounts",
      "activeMonths",
      "breadth",
      "channels",
      "flags",
      "gates",
      "hiddenGem",
      "languages",
      "locale",
      "months",
      "name",
      "percentile",
      "person",
      "quality",
      "rank",
      "rankInterval",
      "region",
      "regionSource",
      "score",
      "stability",
      "stage",
      "steady",
      "terms",
      "track",
      "wrongData"
    ]
  },
  "CellCount": {
    "type": "object",
    "properties": {
      "kind": {
        "type": "string"
      },
      "space": {
        "type": "string"
      },
      "events": {
        "type": "number"
      }
    },
    "required": [
      "kind",
      "space",
      "events"
    ],
    "additionalProperties": false,
    "description": "Of one kind in one space."
  },
  "ChannelTerm": {
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "value": {
        "type": "number",
        "description": "Of its kinds together."
      },
      "percentile": {
        "type": "number",
        "description": "Among those active in the channel, 0..1."
      },
      "weight": {
        "type": "number"
      },
      "contribution": {
        "type": "number",
        "description": "Points of the score."
      }
    },
    "required": [
      "channel",
      "value",
      "percentile",
      "weight",
      "contribution"
    ],
    "additionalProperties": false,
    "description": "What one channel adds to a score."
  },
  "CompareAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "track": {
        "$ref": "#/components/schemas/Track"
      },
      "population": {
        "type": "number"
      },
      "persons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Compared"
        }
      },
      "terms": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ComparedRow_Term"
        },
        "description": "The one that adds most to anybody first."
      },
      "channels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ComparedRow_ChannelTerm"
        }
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "channels",
      "coverage",
      "expertise",
      "persons",
      "population",
      "run",
      "terms",
      "track",
      "window"
    ]
  },
  "Compared": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "region": {
        "type": [
          "string",
          "null"
        ]
      },
      "languages": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "stage": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/CandidacyStage"
          },
          {
            "type": "null"
          }
        ]
      },
      "months": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "description": "Signals in each of the last twelve months."
      },
      "aside": {
        "type": "boolean",
        "description": "Moved to another list by a gate."
      },
      "standing": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "rank": {
                "type": [
                  "number",
                  "null"
                ],
                "description": "Shared by all whose rank intervals overlap that of the first of them, and by all of one score."
              },
              "rankInterval": {
                "anyOf": [
                  {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  {
                    "type": "null"
                  }
                ],
                "description": "Between which ranks chance alone could have put them, four times in five."
              },
              "score": {
                "type": "number",
                "description": "0..100: the sum of the terms' contributions."
              },
              "percentile": {
                "type": [
                  "number",
                  "null"
                ],
                "description": "Among everybody active in the track, 0..1."
              },
              "stability": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/RankWithout"
                },
                "description": "The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for."
              },
              "steady": {
                "type": [
                  "boolean",
                  "null"
                ],
                "description": "Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing."
              },
              "terms": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Term"
                },
                "description": "Largest contribution first."
              },
              "channels": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ChannelTerm"
                },
                "description": "Largest contribution first."
              },
              "activeMonths": {
                "type": "number",
                "description": "Months with activity in the track, of those counted back from the as-of day."
              },
              "breadth": {
                "type": "object",
                "properties": {
                  "spaces": {
                    "type": "number"
                  },
                  "effectiveSpaces": {
                    "type": "number"
                  },
                  "sources": {
                    "type": "number"
                  },
                  "channels": {
                    "type": "number"
                  }
                },
                "required": [
                  "spaces",
                  "effectiveSpaces",
                  "sources",
                  "channels"
                ],
                "additionalProperties": false,
                "description": "`effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower."
              },
              "quality": {
                "$ref": "#/components/schemas/Quality"
              },
              "flags": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "flag": {
                      "$ref": "#/components/schemas/FlagName"
                    },
                    "why": {
                      "type": "string",
                      "description": "One sentence with the numbers."
                    },
                    "evidence": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      },
                      "description": "URLs: filled by whoever holds the signals, from `signalsOf`."
                    },
                    "check": {
                      "type": [
                        "string",
                        "null"
                      ],
                      "description": "What remains without the signals in question; null where that cannot be told."
                    }
                  },
                  "required": [
                    "flag",
                    "why",
                    "evidence",
                    "check"
                  ],
                  "additionalProperties": false
                },
                "description": "Reasons to look twice, with addresses of the signals that are meant."
              },
              "gates": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/GateFound"
                }
              },
              "locale": {
                "$ref": "#/components/schemas/Locale",
                "description": "The rank among those of the same region and language."
              },
              "hiddenGem": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/HiddenGem"
                  },
                  {
                    "type": "null"
                  }
                ],
                "description": "Null where the list shows them as it should."
              }
            },
            "required": [
              "rank",
              "rankInterval",
              "score",
              "percentile",
              "stability",
              "steady",
              "terms",
              "channels",
              "activeMonths",
              "breadth",
              "quality",
              "flags",
              "gates",
              "locale",
              "hiddenGem"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where the person is not active on the track."
      }
    },
    "required": [
      "person",
      "name",
      "accounts",
      "region",
      "languages",
      "stage",
      "months",
      "aside",
      "standing"
    ],
    "additionalProperties": false,
    "description": "One of those who are compared."
  },
  "ComparedRow_ChannelTerm": {
    "type": "object",
    "properties": {
      "name": {
        "type": "string"
      },
      "of": {
        "type": "array",
        "items": {
          "anyOf": [
            {
              "$ref": "#/components/schemas/ChannelTerm"
            },
            {
              "type": "null"
            }
          ]
        }
      }
    },
    "required": [
      "name",
      "of"
    ],
    "additionalProperties": false,
    "description": "What one kind or channel adds to the score of each, in their order; null where one did nothing of it."
  },
  "ComparedRow_Term": {
    "type": "object",
    "properties": {
      "name": {
        "type": "string"
      },
      "of": {
        "type": "array",
        "items": {
          "anyOf": [
            {
              "$ref": "#/components/schemas/Term"
            },
            {
              "type": "null"
            }
          ]
        }
      }
    },
    "required": [
      "name",
      "of"
    ],
    "additionalProperties": false,
    "description": "What one kind or channel adds to the score of each, in their order; null where one did nothing of it."
  },
  "ComparedWindow": {
    "type": "object",
    "properties": {
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "type": "object",
        "properties": {
          "expected": {
            "type": "number"
          },
          "read": {
            "type": "number"
          },
          "rate": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "expected",
          "read",
          "rate"
        ],
        "additionalProperties": false
      },
      "why": {
        "type": [
          "string",
          "null"
        ],
        "description": "Why the two are not to be compared, as a sentence; null where they are."
      },
      "change": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/WindowChange"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where the windows are not compared; an answer that was told to compare anyway has both."
      },
      "active": {
        "type": "number",
        "description": "Spaces with any activity."
      },
      "k50": {
        "type": [
          "number",
          "null"
        ]
      },
      "topShare": {
        "type": "object",
        "properties": {
          "1": {
            "type": [
              "number",
              "null"
            ]
          },
          "3": {
            "type": [
              "number",
              "null"
            ]
          },
          "5": {
            "type": [
              "number",
              "null"
            ]
          },
          "10": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "1",
          "3",
          "5",
          "10"
        ],
        "additionalProperties": false,
        "description": "Share of the first 1, 3, 5 and 10 spaces."
      }
    },
    "required": [
      "window",
      "coverage",
      "why",
      "change",
      "active",
      "k50",
      "topShare"
    ],
    "additionalProperties": false,
    "description": "An earlier window beside the one that was asked for."
  },
  "Coverage": {
    "type": "object",
    "properties": {
      "expected": {
        "type": "number"
      },
      "read": {
        "type": "number"
      },
      "rate": {
        "type": [
          "number",
          "null"
        ]
      },
      "missing": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Gap"
        }
      }
    },
    "required": [
      "expected",
      "read",
      "rate",
      "missing"
    ],
    "additionalProperties": false,
    "description": "Source-days that should have been read and were; `rate` is 0..1, null where nothing was expected."
  },
  "DataReportAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "reportedAt": {
        "type": "string"
      },
      "resolvedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "id": {
        "type": "number"
      },
      "kind": {
        "$ref": "#/components/schemas/ReportedKind"
      },
      "subject": {
        "type": "string",
        "description": "As it was named."
      },
      "why": {
        "type": "string"
      },
      "reportedBy": {
        "type": "string"
      },
      "resolution": {
        "type": [
          "string",
          "null"
        ]
      },
      "resolvedBy": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "id",
      "kind",
      "reportedAt",
      "reportedBy",
      "resolution",
      "resolvedAt",
      "resolvedBy",
      "subject",
      "why"
    ]
  },
  "DayState": {
    "type": "string",
    "enum": [
      "read",
      "failed",
      "missing",
      "not-expected"
    ],
    "description": "`not-expected`: before the source began, or not over yet."
  },
  "DayStrip": {
    "type": "object",
    "properties": {
      "from": {
        "type": "string",
        "description": "ISO date of the first count, UTC."
      },
      "counts": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "description": "365, one a day."
      }
    },
    "required": [
      "from",
      "counts"
    ],
    "additionalProperties": false,
    "description": "Counts of every day of a year, its last day yesterday as seen from an instant."
  },
  "DeadLetter": {
    "type": "object",
    "properties": {
      "queue": {
        "type": "string"
      },
      "message": {
        "type": "string"
      },
      "count": {
        "type": "number"
      },
      "at": {
        "type": "string"
      }
    },
    "required": [
      "queue",
      "message",
      "count",
      "at"
    ],
    "additionalProperties": false,
    "description": "Jobs that failed for good in the same way: how many, and when the last one did."
  },
  "DecidedAnswer": {
    "type": "object",
    "properties": {
      "decision": {
        "type": "number"
      },
      "kind": {
        "$ref": "#/components/schemas/DecisionKind"
      },
      "subject": {
        "type": "string"
      },
      "at": {
        "type": "string"
      },
      "moved": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "account": {
              "type": "number"
            },
            "from": {
              "type": "number"
            },
            "to": {
              "type": "number"
            }
          },
          "required": [
            "account",
            "from",
            "to"
          ],
          "additionalProperties": false
        },
        "description": "Accounts that it took from one person to another."
      },
      "persons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonRow"
        }
      }
    },
    "required": [
      "decision",
      "kind",
      "subject",
      "at",
      "moved",
      "persons"
    ],
    "additionalProperties": false,
    "description": "A decision as it was kept, and the persons of its accounts since. Scores follow with the next run."
  },
  "DecisionAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "kind": {
        "$ref": "#/components/schemas/DecisionKind"
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "person": {
        "type": [
          "number",
          "null"
        ]
      },
      "by": {
        "type": "string"
      },
      "reason": {
        "type": [
          "string",
          "null"
        ]
      },
      "at": {
        "type": "string"
      },
      "until": {
        "type": [
          "string",
          "null"
        ]
      },
      "undoes": {
        "type": [
          "number",
          "null"
        ]
      },
      "stands": {
        "type": "boolean",
        "description": "Whether it holds: nobody has undone it."
      },
      "moved": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "account": {
              "type": "string"
            },
            "from": {
              "type": "number"
            },
            "to": {
              "type": "number"
            }
          },
          "required": [
            "account",
            "from",
            "to"
          ],
          "additionalProperties": false
        }
      }
    },
    "required": [
      "id",
      "kind",
      "accounts",
      "person",
      "by",
      "reason",
      "at",
      "until",
      "undoes",
      "stands",
      "moved"
    ],
    "additionalProperties": false
  },
  "DecisionKind": {
    "type": "string",
    "enum": [
      "accept",
      "reject",
      "snooze",
      "split",
      "lock",
      "undo",
      "unlock"
    ],
    "description": "What can be decided of persons; `undo` and `unlock` end another decision."
  },
  "DeliveriesAnswer": {
    "type": "object",
    "properties": {
      "deliveries": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DeliveryAnswer"
        }
      },
      "next": {
        "type": [
          "number",
          "null"
        ],
        "description": "What to give as `after` for those behind these; null at the end."
      }
    },
    "required": [
      "deliveries",
      "next"
    ],
    "additionalProperties": false
  },
  "DeliveryAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "subscription": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "user": {
            "type": "string",
            "description": "The e-mail of its owner."
          },
          "report": {
            "$ref": "#/components/schemas/ReportName"
          },
          "expertise": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null for every expertise that the owner may see."
          },
          "channel": {
            "$ref": "#/components/schemas/DeliveryChannel"
          },
          "place": {
            "type": [
              "string",
              "null"
            ]
          }
        },
        "required": [
          "id",
          "user",
          "report",
          "expertise",
          "channel",
          "place"
        ],
        "additionalProperties": false
      },
      "state": {
        "$ref": "#/components/schemas/MessageState"
      },
      "attempts": {
        "type": "number"
      },
      "createdAt": {
        "type": "string"
      },
      "notBefore": {
        "type": "string",
        "description": "It is not tried before."
      },
      "settledAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "said": {
        "type": [
          "string",
          "null"
        ],
        "description": "What the receiver answered, or why it was not sent."
      },
      "bouncedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "bounce": {
        "type": [
          "string",
          "null"
        ],
        "description": "What a notice says that came back."
      },
      "editions": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "description": "The numbers of what is in it."
      }
    },
    "required": [
      "id",
      "subscription",
      "state",
      "attempts",
      "createdAt",
      "notBefore",
      "settledAt",
      "said",
      "bouncedAt",
      "bounce",
      "editions"
    ],
    "additionalProperties": false,
    "description": "A message of a subscription, and what became of it."
  },
  "DeliveryChannel": {
    "type": "string",
    "enum": [
      "mail",
      "teams",
      "slack",
      "webhook",
      "folder",
      "feed"
    ]
  },
  "Digest": {
    "type": "string",
    "enum": [
      "day",
      "week"
    ]
  },
  "Direction": {
    "type": "string",
    "enum": [
      "rising",
      "falling",
      "steady",
      "insufficient"
    ]
  },
  "DiscoverAnswer": {
    "type": "object",
    "properties": {
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "unwatched": {
        "$ref": "#/components/schemas/UnwatchedShare"
      },
      "total": {
        "type": "number",
        "description": "How many there are, and how many of them people have decided about."
      },
      "decided": {
        "type": "number"
      },
      "proposals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SpaceProposal"
        }
      }
    },
    "required": [
      "expertise",
      "asOf",
      "window",
      "unwatched",
      "total",
      "decided",
      "proposals"
    ],
    "additionalProperties": false
  },
  "Dossier": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "links": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LinkAnswer"
        },
        "description": "What joins the accounts."
      },
      "tracks": {
        "type": "object",
        "properties": {
          "expert": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/DossierTrack"
              },
              {
                "type": "null"
              }
            ]
          },
          "leader": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/DossierTrack"
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "additionalProperties": false,
        "description": "Null where the person is not active on the track."
      },
      "gates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GateFound"
        },
        "description": "What the program lets a person confirm before a decision."
      },
      "activities": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DossierActivity"
        },
        "description": "One per activity type of the program's form, in its shape."
      },
      "items": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DossierItem"
        },
        "description": "The best ten over all kinds."
      },
      "yearBefore": {
        "type": "object",
        "properties": {
          "window": {
            "type": "object",
            "properties": {
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            },
            "required": [
              "from",
              "to"
            ],
            "additionalProperties": false
          },
          "coverageRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "How much of that window the sources have read: where little, it says little."
          },
          "tracks": {
            "type": "object",
            "properties": {
              "expert": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/Measures"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "leader": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/Measures"
                  },
                  {
                    "type": "null"
                  }
                ]
              }
            },
            "additionalProperties": false
          }
        },
        "required": [
          "window",
          "coverageRate",
          "tracks"
        ],
        "additionalProperties": false
      },
      "vouched": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Vouched"
        },
        "description": "Never in a score."
      },
      "cannotSee": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "what": {
              "type": "string"
            },
            "why": {
              "type": "string"
            }
          },
          "required": [
            "what",
            "why"
          ],
          "additionalProperties": false
        }
      },
      "wrongData": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WrongDataMark"
        },
        "description": "Open reports about the person, its accounts and links."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      },
      "shape": {
        "type": "string",
        "const": "groundswell-dossier/1"
      },
      "program": {
        "type": "string"
      }
    },
    "required": [
      "accounts",
      "activities",
      "asOf",
      "cannotSee",
      "coverage",
      "expertise",
      "gates",
      "items",
      "links",
      "name",
      "person",
      "program",
      "run",
      "shape",
      "tracks",
      "vouched",
      "window",
      "wrongData",
      "yearBefore"
    ],
    "description": "The evidence for one candidate. Notes and votes are no part of it."
  },
  "DossierActivity": {
    "type": "object",
    "properties": {
      "activity": {
        "type": "string"
      },
      "title": {
        "type": "string",
        "description": "At most 100 characters."
      },
      "description": {
        "type": "string",
        "description": "At most 1000 characters."
      },
      "date": {
        "type": "string",
        "description": "The first and the last day, in ISO."
      },
      "dateEnd": {
        "type": "string"
      },
      "url": {
        "type": [
          "string",
          "null"
        ],
        "description": "Of the best item."
      },
      "quantity": {
        "type": "number"
      },
      "reach": {
        "type": [
          "number",
          "null"
        ],
        "description": "Views, where the source counts them for all of it; null is unknown."
      }
    },
    "required": [
      "activity",
      "title",
      "description",
      "date",
      "dateEnd",
      "url",
      "quantity",
      "reach"
    ],
    "additionalProperties": false,
    "description": "What a person did under one activity type, in the shape of the program's own form."
  },
  "DossierItem": {
    "type": "object",
    "properties": {
      "signal": {
        "type": "string",
        "description": "`platform:kind:id`, as \"wrong-data report\" takes it."
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "kind": {
        "type": "string"
      },
      "activity": {
        "type": [
          "string",
          "null"
        ],
        "description": "As the program's form calls it; null where the policy does not say."
      },
      "space": {
        "type": "object",
        "properties": {
          "key": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        },
        "required": [
          "key",
          "name"
        ],
        "additionalProperties": false
      },
      "occurredAt": {
        "type": "string"
      },
      "votes": {
        "type": "number"
      },
      "accepted": {
        "type": "boolean"
      },
      "value": {
        "type": "number"
      },
      "capturedAt": {
        "type": [
          "string",
          "null"
        ],
        "description": "When the numbers were last read from the source; null where no reading is kept."
      },
      "wrongData": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WrongDataMark"
        }
      }
    },
    "required": [
      "signal",
      "title",
      "url",
      "kind",
      "activity",
      "space",
      "occurredAt",
      "votes",
      "accepted",
      "value",
      "capturedAt",
      "wrongData"
    ],
    "additionalProperties": false,
    "description": "One of the best items, with its numbers and the day on which they were read."
  },
  "DossierTrack": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "population": {
        "type": "number"
      },
      "rank": {
        "type": [
          "number",
          "null"
        ],
        "description": "Shared by all whose rank intervals overlap that of the first of them, and by all of one score."
      },
      "rankInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ],
        "description": "Between which ranks chance alone could have put them, four times in five."
      },
      "score": {
        "type": "number",
        "description": "0..100: the sum of the terms' contributions."
      },
      "percentile": {
        "type": [
          "number",
          "null"
        ],
        "description": "Among everybody active in the track, 0..1."
      },
      "stability": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RankWithout"
        },
        "description": "The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for."
      },
      "steady": {
        "type": [
          "boolean",
          "null"
        ],
        "description": "Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing."
      },
      "terms": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Term"
        },
        "description": "Largest contribution first."
      },
      "channels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ChannelTerm"
        },
        "description": "Largest contribution first."
      },
      "activeMonths": {
        "type": "number",
        "description": "Months with activity in the track, of those counted back from the as-of day."
      },
      "breadth": {
        "type": "object",
        "properties": {
          "spaces": {
            "type": "number"
          },
          "effectiveSpaces": {
            "type": "number"
          },
          "sources": {
            "type": "number"
          },
          "channels": {
            "type": "number"
          }
        },
        "required": [
          "spaces",
          "effectiveSpaces",
          "sources",
          "channels"
        ],
        "additionalProperties": false,
        "description": "`effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower."
      },
      "quality": {
        "$ref": "#/components/schemas/Quality"
      },
      "flags": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "flag": {
              "$ref": "#/components/schemas/FlagName"
            },
            "why": {
              "type": "string",
              "description": "One sentence with the numbers."
            },
            "evidence": {
              "type": "array",
              "items": {
                "type": "string"
              },
              "description": "URLs: filled by whoever holds the signals, from `signalsOf`."
            },
            "check": {
              "type": [
                "string",
                "null"
              ],
              "description": "What remains without the signals in question; null where that cannot be told."
            }
          },
          "required": [
            "flag",
            "why",
            "evidence",
            "check"
          ],
          "additionalProperties": false
        },
        "description": "Reasons to look twice, with addresses of the signals that are meant."
      },
      "locale": {
        "$ref": "#/components/schemas/Locale",
        "description": "The rank among those of the same region and language."
      },
      "hiddenGem": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/HiddenGem"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where the list shows them as it should."
      }
    },
    "required": [
      "activeMonths",
      "breadth",
      "channels",
      "flags",
      "hiddenGem",
      "locale",
      "percentile",
      "population",
      "quality",
      "rank",
      "rankInterval",
      "score",
      "stability",
      "steady",
      "terms"
    ],
    "description": "A person's standing on one track, with the number of people active on it."
  },
  "EditionAnswer": {
    "type": "object",
    "properties": {
      "edition": {
        "$ref": "#/components/schemas/EditionHeadAnswer"
      },
      "document": {
        "$ref": "#/components/schemas/ReportDocument",
        "description": "What the asker may have of it. Links within the pages begin with `/`."
      },
      "revisions": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "number"
            },
            "revision": {
              "type": "number"
            },
            "builtAt": {
              "type": "string"
            }
          },
          "required": [
            "id",
            "revision",
            "builtAt"
          ],
          "additionalProperties": false
        },
        "description": "The revisions of the same window, the first one first, this one among them."
      },
      "before": {
        "type": [
          "number",
          "null"
        ],
        "description": "The edition of the window before, in its newest revision; null where there is none."
      }
    },
    "required": [
      "edition",
      "document",
      "revisions",
      "before"
    ],
    "additionalProperties": false
  },
  "EditionCompareAnswer": {
    "type": "object",
    "properties": {
      "before": {
        "$ref": "#/components/schemas/EditionHeadAnswer"
      },
      "now": {
        "$ref": "#/components/schemas/EditionHeadAnswer"
      },
      "changes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What somebody who may read both sees otherwise in the second, in sentences."
      }
    },
    "required": [
      "before",
      "now",
      "changes"
    ],
    "additionalProperties": false
  },
  "EditionHeadAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "report": {
        "$ref": "#/components/schemas/ReportName"
      },
      "expertise": {
        "type": [
          "string",
          "null"
        ],
        "description": "The slug of an expertise; null where a report sets all side by side."
      },
      "cadence": {
        "$ref": "#/components/schemas/Cadence"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "revision": {
        "type": "number",
        "description": "1 for the first, 2 and on for revisions."
      },
      "title": {
        "type": "string"
      },
      "insight": {
        "type": "string"
      },
      "sha256": {
        "type": "string",
        "description": "Of the whole document, in hex."
      },
      "revised": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What changed against the revision before, in sentences."
      },
      "builtAt": {
        "type": "string"
      }
    },
    "required": [
      "id",
      "report",
      "expertise",
      "cadence",
      "window",
      "revision",
      "title",
      "insight",
      "sha256",
      "revised",
      "builtAt"
    ],
    "additionalProperties": false,
    "description": "An edition without what it says in full."
  },
  "EditionsAnswer": {
    "type": "object",
    "properties": {
      "editions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EditionHeadAnswer"
        }
      },
      "next": {
        "type": [
          "number",
          "null"
        ],
        "description": "What to give as `after` for the editions behind these; null at the end."
      }
    },
    "required": [
      "editions",
      "next"
    ],
    "additionalProperties": false
  },
  "EndedWhy": {
    "type": "string",
    "enum": [
      "unsubscribed",
      "bounced",
      "refused",
      "removed"
    ]
  },
  "Erased": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "spaces": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Spaces of the person's own, gone with everything in them."
      },
      "sources": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Sources that read nothing else: to be taken out of the catalogue as well."
      },
      "signals": {
        "type": "object",
        "properties": {
          "unnamed": {
            "type": "number"
          },
          "removed": {
            "type": "number"
          }
        },
        "required": [
          "unnamed",
          "removed"
        ],
        "additionalProperties": false
      },
      "endorsements": {
        "type": "number"
      },
      "rawPages": {
        "type": "number"
      },
      "rows": {
        "type": "object",
        "additionalProperties": {
          "type": "number"
        },
        "description": "Rows about the person that went, by table."
      },
      "mentions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Swept"
        },
        "description": "Rows of others in which the person was mentioned."
      },
      "left": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LeftAlone"
        },
        "description": "What cannot be told from other people's, and stays in their texts."
      }
    },
    "required": [
      "person",
      "accounts",
      "spaces",
      "sources",
      "signals",
      "endorsements",
      "rawPages",
      "rows",
      "mentions",
      "left"
    ],
    "additionalProperties": false,
    "description": "What an erasure did, or would do. It names the person, and is kept nowhere."
  },
  "ErasureAnswer": {
    "type": "object",
    "properties": {
      "done": {
        "type": "boolean",
        "description": "Whether it was done; false says what would go."
      },
      "erased": {
        "$ref": "#/components/schemas/Erased"
      },
      "confirm": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to type to confirm it; null where it was done."
      }
    },
    "required": [
      "done",
      "erased",
      "confirm"
    ],
    "additionalProperties": false
  },
  "ExpertiseAnswer": {
    "type": "object",
    "properties": {
      "slug": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "asOf": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "slug",
      "name",
      "asOf"
    ],
    "additionalProperties": false,
    "description": "One expertise and the instant its newest run stands at; null where nothing has been analysed."
  },
  "ExpertisesAnswer": {
    "type": "object",
    "properties": {
      "expertises": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExpertiseAnswer"
        }
      }
    },
    "required": [
      "expertises"
    ],
    "additionalProperties": false
  },
  "FlagName": {
    "type": "string",
    "enum": [
      "burst",
      "sudden-jump",
      "volume-without-acceptance",
      "few-endorsers",
      "one-asker",
      "reciprocity",
      "isolated-group",
      "mechanical-pace",
      "copied-posts",
      "download-inflation"
    ]
  },
  "FoundSpaceDecided": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "deed": {
        "type": "string",
        "enum": [
          "accept",
          "ignore",
          "snooze"
        ]
      },
      "until": {
        "type": [
          "string",
          "null"
        ],
        "description": "Until when it is put off."
      },
      "source": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "key",
      "deed",
      "until",
      "source"
    ],
    "additionalProperties": false,
    "description": "What was decided about a found space, and the source that an acceptance made."
  },
  "FoundSpaceLooked": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "connector": {
        "type": [
          "string",
          "null"
        ]
      },
      "why": {
        "type": "string"
      }
    },
    "required": [
      "key",
      "connector",
      "why"
    ],
    "additionalProperties": false,
    "description": "What a look at a found space's host says: what would read it, or why nothing does."
  },
  "Gap": {
    "type": "object",
    "properties": {
      "source": {
        "type": "string"
      },
      "from": {
        "type": "string"
      },
      "to": {
        "type": "string"
      },
      "why": {
        "type": "string"
      }
    },
    "required": [
      "source",
      "from",
      "to",
      "why"
    ],
    "additionalProperties": false,
    "description": "Unread days of one source; `from` and `to` are ISO dates, half-open."
  },
  "Gate": {
    "type": "string",
    "enum": [
      "employee_of_vendor",
      "vendor_contractor",
      "bot_or_org_account",
      "existing_awardee",
      "opted_out",
      "alumni",
      "identity_uncertain",
      "conduct"
    ]
  },
  "GateFound": {
    "type": "object",
    "properties": {
      "gate": {
        "$ref": "#/components/schemas/Gate"
      },
      "why": {
        "type": "string",
        "description": "One sentence with its source and date."
      },
      "confirmBy": {
        "type": "string",
        "description": "Who can confirm it or take it back."
      }
    },
    "required": [
      "gate",
      "why",
      "confirmBy"
    ],
    "additionalProperties": false,
    "description": "A reason why somebody can be no candidate, or only after a person has looked."
  },
  "HealthAnswer": {
    "type": "object",
    "properties": {
      "threads": {
        "type": "number"
      },
      "dismissed": {
        "type": "number",
        "description": "Closed within 72 hours and before anybody responded; in no rate and no wait."
      },
      "responseRate": {
        "type": "object",
        "properties": {
          "24h": {
            "type": [
              "number",
              "null"
            ]
          },
          "72h": {
            "type": [
              "number",
              "null"
            ]
          },
          "7d": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "24h",
          "72h",
          "7d"
        ],
        "additionalProperties": false
      },
      "ttfrHours": {
        "type": "object",
        "properties": {
          "median": {
            "type": [
              "number",
              "null"
            ]
          },
          "p90": {
            "type": [
              "number",
              "null"
            ]
          },
          "answeredOnlyMedian": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "median",
          "p90",
          "answeredOnlyMedian"
        ],
        "additionalProperties": false
      },
      "acceptanceHours": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "median": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "p90": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "answeredOnlyMedian": {
                "type": [
                  "number",
                  "null"
                ]
              }
            },
            "required": [
              "median",
              "p90",
              "answeredOnlyMedian"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "Until an answer was accepted; null where the place shows none, or no dates."
      },
      "acceptedRate": {
        "type": [
          "number",
          "null"
        ]
      },
      "backlog": {
        "type": "number"
      },
      "backlogAgeDays": {
        "type": "object",
        "properties": {
          "median": {
            "type": [
              "number",
              "null"
            ]
          },
          "p90": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "median",
          "p90"
        ],
        "additionalProperties": false
      },
      "backlogGrowthPerWeek": {
        "type": [
          "number",
          "null"
        ]
      },
      "closureRatio": {
        "type": [
          "number",
          "null"
        ]
      },
      "orphanRate": {
        "type": [
          "number",
          "null"
        ]
      },
      "answersPerQuestion": {
        "type": [
          "number",
          "null"
        ]
      },
      "expertPresence": {
        "type": [
          "number",
          "null"
        ]
      },
      "staffShare": {
        "type": [
          "number",
          "null"
        ]
      },
      "askers": {
        "type": "number"
      },
      "newAskerShare": {
        "type": [
          "number",
          "null"
        ]
      },
      "newcomerResponseRate": {
        "type": [
          "number",
          "null"
        ]
      },
      "responses": {
        "type": "number"
      },
      "responders": {
        "type": "number"
      },
      "responderRetention": {
        "type": [
          "number",
          "null"
        ]
      },
      "absenceFactor": {
        "type": [
          "number",
          "null"
        ]
      },
      "topResponderShare": {
        "type": [
          "number",
          "null"
        ]
      },
      "reAskRate": {
        "type": [
          "number",
          "null"
        ]
      },
      "insufficient": {
        "type": "boolean"
      },
      "intervals": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "acceptedRate": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/MeasuredRate"
              },
              {
                "type": "null"
              }
            ]
          },
          "orphanRate": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "expertPresence": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "staffShare": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "newAskerShare": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "newcomerResponseRate": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "responderRetention": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "reAskRate": {
            "$ref": "#/components/schemas/MeasuredRate"
          },
          "responseRate": {
            "type": "object",
            "properties": {
              "24h": {
                "$ref": "#/components/schemas/MeasuredRate"
              },
              "72h": {
                "$ref": "#/components/schemas/MeasuredRate"
              },
              "7d": {
                "$ref": "#/components/schemas/MeasuredRate"
              }
            },
            "required": [
              "24h",
              "72h",
              "7d"
            ],
            "additionalProperties": false
          },
          "ttfrMedianHours": {
            "type": "object",
            "properties": {
              "lower": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "upper": {
                "type": [
                  "number",
                  "null"
                ]
              }
            },
            "required": [
              "lower",
              "upper"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "acceptedRate",
          "expertPresence",
          "newAskerShare",
          "newcomerResponseRate",
          "orphanRate",
          "reAskRate",
          "responderRetention",
          "responseRate",
          "staffShare",
          "ttfrMedianHours"
        ]
      }
    },
    "required": [
      "threads",
      "dismissed",
      "responseRate",
      "ttfrHours",
      "acceptanceHours",
      "acceptedRate",
      "backlog",
      "backlogAgeDays",
      "backlogGrowthPerWeek",
      "closureRatio",
      "orphanRate",
      "answersPerQuestion",
      "expertPresence",
      "staffShare",
      "askers",
      "newAskerShare",
      "newcomerResponseRate",
      "responses",
      "responders",
      "responderRetention",
      "absenceFactor",
      "topResponderShare",
      "reAskRate",
      "insufficient",
      "intervals"
    ],
    "additionalProperties": false,
    "description": "Shares are 0..1 and waits are hours; null is unknown or insufficient, never 0. The counts behind a share are in `intervals`."
  },
  "HiddenGem": {
    "type": "object",
    "properties": {
      "why": {
        "type": "string"
      }
    },
    "required": [
      "why"
    ],
    "additionalProperties": false,
    "description": "Somebody whose help is better than it is visible, with the numbers in a sentence."
  },
  "HistoryAnswer": {
    "type": "object",
    "properties": {
      "decisions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DecisionAnswer"
        }
      }
    },
    "required": [
      "decisions"
    ],
    "additionalProperties": false
  },
  "IdentitiesAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "next": {
        "type": [
          "number",
          "null"
        ],
        "description": "What to give as `after` for the next page; null on the last."
      },
      "persons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonAnswer"
        }
      }
    },
    "required": [
      "next",
      "persons"
    ],
    "description": "Persons of several accounts."
  },
  "JobAnswer": {
    "type": "object",
    "properties": {
      "job": {
        "type": "string"
      }
    },
    "required": [
      "job"
    ],
    "additionalProperties": false,
    "description": "A job that was added to a queue, to be done by a worker."
  },
  "KindCount": {
    "type": "object",
    "properties": {
      "kind": {
        "type": "string"
      },
      "events": {
        "type": "number"
      }
    },
    "required": [
      "kind",
      "events"
    ],
    "additionalProperties": false,
    "description": "What a person did of one kind or in one space."
  },
  "LeftAlone": {
    "type": "object",
    "properties": {
      "text": {
        "type": "string"
      },
      "why": {
        "type": "string"
      }
    },
    "required": [
      "text",
      "why"
    ],
    "additionalProperties": false,
    "description": "A text of the person that is left in other people's words, and why."
  },
  "LinkAnswer": {
    "type": "object",
    "properties": {
      "a": {
        "type": "string"
      },
      "b": {
        "type": "string"
      },
      "method": {
        "type": "string",
        "description": "How it was found; `accept`, `reject` or `split` where a person said it."
      },
      "tier": {
        "type": [
          "string",
          "null"
        ]
      },
      "confidence": {
        "type": "number"
      },
      "reasons": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "against": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "status": {
        "type": "string"
      },
      "source": {
        "type": "string"
      },
      "by": {
        "type": "string"
      },
      "at": {
        "type": "string"
      }
    },
    "required": [
      "a",
      "b",
      "method",
      "tier",
      "confidence",
      "reasons",
      "against",
      "status",
      "source",
      "by",
      "at"
    ],
    "additionalProperties": false,
    "description": "A link as it stands: evidence, or what somebody decided of the pair. `a` and `b` are `platform:id`."
  },
  "Locale": {
    "type": "object",
    "properties": {
      "region": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/LocaleRank"
          },
          {
            "type": "null"
          }
        ]
      },
      "language": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/LocaleRank"
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "required": [
      "region",
      "language"
    ],
    "additionalProperties": false,
    "description": "Null is unknown, and never \"elsewhere\"."
  },
  "LocaleRank": {
    "type": "object",
    "properties": {
      "name": {
        "type": "string",
        "description": "The region's name, or the language's two letters."
      },
      "rank": {
        "type": "number"
      },
      "of": {
        "type": "number",
        "description": "How many ranked people there are in it."
      },
      "few": {
        "type": "boolean",
        "description": "Fewer than five: the rank says little."
      }
    },
    "required": [
      "name",
      "rank",
      "of",
      "few"
    ],
    "additionalProperties": false,
    "description": "A person's place among the ranked people of one region or language."
  },
  "MeAnswer": {
    "type": "object",
    "properties": {
      "asker": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/Asker"
          },
          {
            "type": "null"
          }
        ]
      },
      "firstRun": {
        "type": "boolean",
        "description": "Nobody is a user yet: the link that the server printed makes the first one."
      },
      "demo": {
        "type": "boolean",
        "description": "This is the demonstration: its store is thrown away and everybody on this machine is its admin."
      }
    },
    "required": [
      "asker",
      "firstRun",
      "demo"
    ],
    "additionalProperties": false,
    "description": "Who asks, null for nobody; what the first page must know before anybody has signed in."
  },
  "Measure": {
    "anyOf": [
      {
        "$ref": "#/components/schemas/SignalKind"
      },
      {
        "type": "string",
        "const": "newcomer-help"
      }
    ],
    "description": "What is counted: every kind of signal, and what is told from several of them."
  },
  "MeasuredRate": {
    "type": "object",
    "properties": {
      "value": {
        "type": [
          "number",
          "null"
        ]
      },
      "lower": {
        "type": [
          "number",
          "null"
        ]
      },
      "upper": {
        "type": [
          "number",
          "null"
        ]
      },
      "count": {
        "type": "number"
      },
      "n": {
        "type": "number"
      }
    },
    "required": [
      "value",
      "lower",
      "upper",
      "count",
      "n"
    ],
    "additionalProperties": false,
    "description": "A share with its 95 % Wilson interval; `value` and its ends are null where `n` is below `fewestCases`, and the counts stay."
  },
  "Measures": {
    "type": "object",
    "properties": {
      "rank": {
        "type": [
          "number",
          "null"
        ]
      },
      "rankInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ]
      },
      "score": {
        "type": "number"
      },
      "activeMonths": {
        "type": "number"
      },
      "items": {
        "type": "number",
        "description": "Signals that count on the track."
      }
    },
    "required": [
      "rank",
      "rankInterval",
      "score",
      "activeMonths",
      "items"
    ],
    "additionalProperties": false,
    "description": "One person's standing on a track, in few numbers."
  },
  "MessageState": {
    "type": "string",
    "enum": [
      "waiting",
      "sending",
      "sent",
      "failed",
      "left-out"
    ]
  },
  "MovedAnswer": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "gate": {
        "$ref": "#/components/schemas/Gate",
        "description": "The first of the gates that do so."
      },
      "why": {
        "type": "string"
      },
      "gates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GateFound"
        }
      },
      "source": {
        "type": [
          "string",
          "null"
        ],
        "description": "Of a gate that is about an employer or an account: what says so (`platform`, `company`, `mark`…), how surely, and when that was last seen."
      },
      "confidence": {
        "type": [
          "number",
          "null"
        ]
      },
      "at": {
        "type": [
          "string",
          "null"
        ]
      },
      "score": {
        "type": [
          "number",
          "null"
        ],
        "description": "On this track; null where nothing of theirs was scored."
      }
    },
    "required": [
      "person",
      "name",
      "gate",
      "why",
      "gates",
      "source",
      "confidence",
      "at",
      "score"
    ],
    "additionalProperties": false,
    "description": "Somebody active whom a gate keeps off the list."
  },
  "MovedPageAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "track": {
        "$ref": "#/components/schemas/Track"
      },
      "totals": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "gate": {
              "$ref": "#/components/schemas/Gate"
            },
            "people": {
              "type": "number"
            }
          },
          "required": [
            "gate",
            "people"
          ],
          "additionalProperties": false
        },
        "description": "How many there are by the gate that keeps them off, on all pages together; gates that keep nobody off are left out."
      },
      "moved": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/MovedAnswer"
        }
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to give as `after` for the next page; null on the last."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "coverage",
      "expertise",
      "moved",
      "next",
      "run",
      "totals",
      "track",
      "window"
    ],
    "description": "A page of the active people who cannot be candidates, and why."
  },
  "MuteAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "expertise": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "subject": {
        "type": [
          "string",
          "null"
        ],
        "description": "Null for all of the kind."
      },
      "createdAt": {
        "type": "string"
      },
      "until": {
        "type": [
          "string",
          "null"
        ],
        "description": "Null for ever."
      }
    },
    "required": [
      "id",
      "expertise",
      "kind",
      "subject",
      "createdAt",
      "until"
    ],
    "additionalProperties": false
  },
  "MutesAnswer": {
    "type": "object",
    "properties": {
      "mutes": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/MuteAnswer"
        }
      }
    },
    "required": [
      "mutes"
    ],
    "additionalProperties": false
  },
  "NeedPart": {
    "type": "object",
    "properties": {
      "part": {
        "$ref": "#/components/schemas/SupportPart"
      },
      "count": {
        "type": "number"
      },
      "of": {
        "type": "number"
      },
      "threads": {
        "type": "number"
      },
      "weight": {
        "type": "number"
      },
      "need": {
        "type": "number"
      }
    },
    "required": [
      "part",
      "count",
      "of",
      "threads",
      "weight",
      "need"
    ],
    "additionalProperties": false,
    "description": "One part: `threads` times the weight is what it adds to the need. `count` of `of` is what the threads were reckoned from."
  },
  "OpenThread": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string",
        "description": "The key of its space."
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "askedAt": {
        "type": "string"
      },
      "waitingHours": {
        "type": "number"
      },
      "handle": {
        "type": [
          "string",
          "null"
        ],
        "description": "The asker's public handle; null where the place shows none."
      }
    },
    "required": [
      "key",
      "title",
      "url",
      "askedAt",
      "waitingHours",
      "handle"
    ],
    "additionalProperties": false,
    "description": "A thread of a space in which nobody but the asker has written, and that nobody closed."
  },
  "OptOut": {
    "type": "object",
    "properties": {
      "account": {
        "type": "string"
      },
      "person": {
        "type": "number"
      },
      "isOut": {
        "type": "boolean"
      }
    },
    "required": [
      "account",
      "person",
      "isOut"
    ],
    "additionalProperties": false,
    "description": "Who opted out or came back, as it was kept."
  },
  "PasswordLinkAnswer": {
    "type": "object",
    "properties": {
      "path": {
        "type": "string"
      }
    },
    "required": [
      "path"
    ],
    "additionalProperties": false,
    "description": "A link that sets a password, behind the address of the pages: to be handed to its user; it works once, for a day."
  },
  "PersonAccount": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "observedAt": {
        "type": "string"
      },
      "platform": {
        "type": "string"
      },
      "id": {
        "type": "string"
      },
      "handle": {
        "type": [
          "string",
          "null"
        ]
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "location": {
        "type": [
          "string",
          "null"
        ]
      },
      "company": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "company",
      "handle",
      "id",
      "location",
      "name",
      "observedAt",
      "platform",
      "url"
    ],
    "description": "An account with what its profile says."
  },
  "PersonActivity": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "days": {
        "$ref": "#/components/schemas/DayStrip"
      },
      "kinds": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/KindCount"
        }
      },
      "spaces": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SpaceCount"
        }
      },
      "cells": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CellCount"
        }
      }
    },
    "required": [
      "cells",
      "days",
      "kinds",
      "spaces"
    ],
    "description": "What a person did, of all kinds that count as activity: by day of a year, and in the run's window by kind and by space."
  },
  "PersonAnswer": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "locked": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "by",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "Who locked the person, and when; null where nobody did."
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "links": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LinkAnswer"
        }
      }
    },
    "required": [
      "person",
      "name",
      "locked",
      "accounts",
      "links"
    ],
    "additionalProperties": false
  },
  "PersonPageAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "locked": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "by",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "Who locked the person, and when; null where nobody did."
      },
      "accounts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonAccount"
        }
      },
      "links": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LinkAnswer"
        },
        "description": "Every link and decision about the accounts that stands, accepted or not, and leads to nobody whom the reader may not see."
      },
      "region": {
        "type": [
          "string",
          "null"
        ]
      },
      "regionSource": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "place": {
                "type": "string"
              },
              "account": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "place",
              "account",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ]
      },
      "languages": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "periods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonPeriod"
        }
      },
      "activity": {
        "$ref": "#/components/schemas/PersonActivity"
      },
      "items": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DossierItem"
        },
        "description": "The best ten over all kinds."
      },
      "tracks": {
        "type": "object",
        "properties": {
          "expert": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/PersonTrack"
              },
              {
                "type": "null"
              }
            ]
          },
          "leader": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/PersonTrack"
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false,
        "description": "Null where the person is not active on the track."
      },
      "gates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GateFound"
        },
        "description": "As of the run."
      },
      "candidacy": {
        "$ref": "#/components/schemas/CandidacyAnswer"
      },
      "optOut": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "account": {
                "type": "string"
              },
              "by": {
                "type": "string"
              },
              "reason": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "account",
              "by",
              "reason",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "That they do not want to be considered, as it is noted now, whatever the run knew; null where nobody noted it."
      },
      "frozen": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "number"
            },
            "at": {
              "type": "string"
            },
            "stage": {
              "type": "string"
            },
            "sha256": {
              "type": "string"
            }
          },
          "required": [
            "id",
            "at",
            "stage",
            "sha256"
          ],
          "additionalProperties": false
        },
        "description": "The dossiers that decisions which stand have frozen, the newest first: `id` names one."
      },
      "cannotSee": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "what": {
              "type": "string"
            },
            "why": {
              "type": "string"
            }
          },
          "required": [
            "what",
            "why"
          ],
          "additionalProperties": false
        }
      },
      "wellbeing": {
        "type": [
          "string",
          "null"
        ],
        "description": "What a lead should know of how much they carry; never a merit. Null where it looks well."
      },
      "wrongData": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WrongDataMark"
        }
      },
      "elsewhere": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "slug": {
              "type": "string"
            },
            "name": {
              "type": "string"
            }
          },
          "required": [
            "slug",
            "name"
          ],
          "additionalProperties": false
        },
        "description": "Other expertises with signals of theirs that the reader may see."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "accounts",
      "activity",
      "asOf",
      "candidacy",
      "cannotSee",
      "coverage",
      "elsewhere",
      "expertise",
      "frozen",
      "gates",
      "items",
      "languages",
      "links",
      "locked",
      "name",
      "optOut",
      "periods",
      "person",
      "region",
      "regionSource",
      "run",
      "tracks",
      "wellbeing",
      "window",
      "wrongData"
    ]
  },
  "PersonPeriod": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "from": {
        "type": [
          "string",
          "null"
        ]
      },
      "until": {
        "type": [
          "string",
          "null"
        ]
      },
      "at": {
        "type": "string"
      },
      "account": {
        "type": "string",
        "description": "`platform:id`"
      },
      "kind": {
        "type": [
          "string",
          "null"
        ]
      },
      "why": {
        "type": "string"
      },
      "source": {
        "type": "string"
      },
      "confidence": {
        "type": "number"
      }
    },
    "required": [
      "account",
      "at",
      "confidence",
      "from",
      "kind",
      "source",
      "until",
      "why"
    ],
    "description": "A period in which an account was not simply a person's, or its owner worked for somebody. ISO instants; null is open."
  },
  "PersonRow": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      }
    },
    "required": [
      "person",
      "name",
      "accounts"
    ],
    "additionalProperties": false
  },
  "PersonSignalAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "occurredAt": {
        "type": "string"
      },
      "space": {
        "type": "object",
        "properties": {
          "key": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        },
        "required": [
          "key",
          "name"
        ],
        "additionalProperties": false
      },
      "signal": {
        "type": "string",
        "description": "`platform:kind:id`"
      },
      "kind": {
        "type": "string"
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "leftOut": {
        "type": [
          "string",
          "null"
        ],
        "enum": [
          "own thread",
          "copy",
          null
        ],
        "description": "Why it counts for no score though it is activity: said in a thread of their own, or a copy. Null where it counts."
      }
    },
    "required": [
      "kind",
      "leftOut",
      "occurredAt",
      "signal",
      "space",
      "title",
      "url"
    ],
    "description": "A signal as it stands behind a number."
  },
  "PersonSignalsAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "person": {
        "type": "number"
      },
      "signals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonSignalAnswer"
        },
        "description": "The newest first."
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to give as `after` for the next page; null on the last."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "asOf",
      "expertise",
      "next",
      "person",
      "run",
      "signals",
      "window"
    ]
  },
  "PersonTrack": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "population": {
        "type": "number"
      },
      "aside": {
        "type": "boolean"
      },
      "rank": {
        "type": [
          "number",
          "null"
        ],
        "description": "Shared by all whose rank intervals overlap that of the first of them, and by all of one score."
      },
      "rankInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ],
        "description": "Between which ranks chance alone could have put them, four times in five."
      },
      "score": {
        "type": "number",
        "description": "0..100: the sum of the terms' contributions."
      },
      "percentile": {
        "type": [
          "number",
          "null"
        ],
        "description": "Among everybody active in the track, 0..1."
      },
      "stability": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RankWithout"
        },
        "description": "The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for."
      },
      "steady": {
        "type": [
          "boolean",
          "null"
        ],
        "description": "Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing."
      },
      "terms": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Term"
        },
        "description": "Largest contribution first."
      },
      "channels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ChannelTerm"
        },
        "description": "Largest contribution first."
      },
      "activeMonths": {
        "type": "number",
        "description": "Months with activity in the track, of those counted back from the as-of day."
      },
      "breadth": {
        "type": "object",
        "properties": {
          "spaces": {
            "type": "number"
          },
          "effectiveSpaces": {
            "type": "number"
          },
          "sources": {
            "type": "number"
          },
          "channels": {
            "type": "number"
          }
        },
        "required": [
          "spaces",
          "effectiveSpaces",
          "sources",
          "channels"
        ],
        "additionalProperties": false,
        "description": "`effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower."
      },
      "quality": {
        "$ref": "#/components/schemas/Quality"
      },
      "flags": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "flag": {
              "$ref": "#/components/schemas/FlagName"
            },
            "why": {
              "type": "string",
              "description": "One sentence with the numbers."
            },
            "evidence": {
              "type": "array",
              "items": {
                "type": "string"
              },
              "description": "URLs: filled by whoever holds the signals, from `signalsOf`."
            },
            "check": {
              "type": [
                "string",
                "null"
              ],
              "description": "What remains without the signals in question; null where that cannot be told."
            }
          },
          "required": [
            "flag",
            "why",
            "evidence",
            "check"
          ],
          "additionalProperties": false
        },
        "description": "Reasons to look twice, with addresses of the signals that are meant."
      },
      "locale": {
        "$ref": "#/components/schemas/Locale",
        "description": "The rank among those of the same region and language."
      },
      "hiddenGem": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/HiddenGem"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where the list shows them as it should."
      }
    },
    "required": [
      "activeMonths",
      "aside",
      "breadth",
      "channels",
      "flags",
      "hiddenGem",
      "locale",
      "percentile",
      "population",
      "quality",
      "rank",
      "rankInterval",
      "score",
      "stability",
      "steady",
      "terms"
    ],
    "description": "Where a person stands on a track. `aside`: moved to another list by a gate."
  },
  "PolicyAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "version": {
        "type": "string"
      },
      "program": {
        "type": "string"
      },
      "months": {
        "type": "number",
        "description": "Length of the window that holds now."
      },
      "evidenceFloor": {
        "type": "object",
        "properties": {
          "activeMonths": {
            "type": "number"
          },
          "platforms": {
            "type": "number"
          }
        },
        "required": [
          "activeMonths",
          "platforms"
        ],
        "additionalProperties": false,
        "description": "What it takes to be ranked at all."
      },
      "tracks": {
        "type": "object",
        "properties": {
          "expert": {
            "type": "object",
            "properties": {
              "power": {
                "type": "number"
              },
              "channels": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PolicyChannel"
                }
              }
            },
            "required": [
              "power",
              "channels"
            ],
            "additionalProperties": false
          },
          "leader": {
            "type": "object",
            "properties": {
              "power": {
                "type": "number"
              },
              "channels": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PolicyChannel"
                }
              }
            },
            "required": [
              "power",
              "channels"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false
      },
      "kinds": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string"
            },
            "base": {
              "type": "number"
            },
            "halfLifeDays": {
              "type": "number"
            },
            "weeklySaturation": {
              "type": "number"
            },
            "zeroVoteCredit": {
              "type": "number"
            },
            "acceptedBonus": {
              "type": "number"
            }
          },
          "required": [
            "kind",
            "base",
            "halfLifeDays",
            "weeklySaturation",
            "zeroVoteCredit",
            "acceptedBonus"
          ],
          "additionalProperties": false
        },
        "description": "How one signal of each kind is valued."
      },
      "gates": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "gate": {
              "type": "string"
            },
            "action": {
              "type": "string",
              "enum": [
                "move",
                "flag",
                "off"
              ]
            }
          },
          "required": [
            "gate",
            "action"
          ],
          "additionalProperties": false
        }
      },
      "regions": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "countries": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "required": [
            "name",
            "countries"
          ],
          "additionalProperties": false
        }
      },
      "bounds": {
        "type": "object",
        "properties": {
          "weight": {
            "type": "object",
            "properties": {
              "least": {
                "type": "number"
              },
              "most": {
                "type": "number"
              }
            },
            "required": [
              "least",
              "most"
            ],
            "additionalProperties": false
          },
          "power": {
            "type": "object",
            "properties": {
              "least": {
                "type": "number"
              },
              "most": {
                "type": "number"
              }
            },
            "required": [
              "least",
              "most"
            ],
            "additionalProperties": false
          },
          "months": {
            "type": "object",
            "properties": {
              "least": {
                "type": "number"
              },
              "most": {
                "type": "number"
              }
            },
            "required": [
              "least",
              "most"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "weight",
          "power",
          "months"
        ],
        "additionalProperties": false,
        "description": "Between which values what-if takes a number."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "asOf",
      "bounds",
      "evidenceFloor",
      "expertise",
      "gates",
      "kinds",
      "months",
      "program",
      "regions",
      "run",
      "tracks",
      "version",
      "window"
    ],
    "description": "What counts in the run that stands, as what sliders begin with."
  },
  "PolicyChannel": {
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "weight": {
        "type": "number"
      },
      "kinds": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string"
            },
            "weight": {
              "type": "number"
            }
          },
          "required": [
            "kind",
            "weight"
          ],
          "additionalProperties": false
        }
      }
    },
    "required": [
      "channel",
      "weight",
      "kinds"
    ],
    "additionalProperties": false,
    "description": "A channel of a track, with what its kinds weigh in it."
  },
  "PreviewAnswer": {
    "type": "object",
    "properties": {
      "document": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/ReportDocument"
          },
          {
            "type": "null"
          }
        ],
        "description": "Null where there is nothing to say of the window, so that nothing would be sent."
      },
      "cadence": {
        "$ref": "#/components/schemas/Cadence"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "document",
      "cadence",
      "window"
    ],
    "additionalProperties": false
  },
  "ProposalListAnswer": {
    "type": "object",
    "properties": {
      "expertise": {
        "type": "string"
      },
      "proposals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ProposalRow"
        }
      }
    },
    "required": [
      "expertise",
      "proposals"
    ],
    "additionalProperties": false
  },
  "ProposalPageAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "expertise": {
        "type": "string"
      },
      "sides": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ProposalSide"
        }
      },
      "decisions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DecisionAnswer"
        }
      },
      "id": {
        "type": "string",
        "description": "Names the pair in `accept`, `reject` and `snooze`, for ever."
      },
      "persons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonRow"
        },
        "description": "The two persons as they are now."
      },
      "change": {
        "type": "number",
        "description": "What the two score together in the newest runs, on the tracks on which both do: 0 changes no rank."
      },
      "effect": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RankEffect"
        }
      },
      "a": {
        "type": "string"
      },
      "b": {
        "type": "string"
      },
      "method": {
        "type": "string",
        "description": "How it was found; `accept`, `reject` or `split` where a person said it."
      },
      "tier": {
        "type": [
          "string",
          "null"
        ]
      },
      "confidence": {
        "type": "number"
      },
      "reasons": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "against": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "required": [
      "a",
      "against",
      "b",
      "change",
      "confidence",
      "decisions",
      "effect",
      "expertise",
      "id",
      "method",
      "persons",
      "reasons",
      "sides",
      "tier"
    ],
    "description": "Everything to decide a proposal by."
  },
  "ProposalPreview": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "connector": {
        "type": "string"
      },
      "options": {
        "type": "object",
        "additionalProperties": {}
      },
      "why": {
        "type": "string"
      },
      "confidence": {
        "type": "number",
        "description": "0..1"
      }
    },
    "required": [
      "id",
      "connector",
      "options",
      "why",
      "confidence"
    ],
    "additionalProperties": false,
    "description": "A way to read a place, the surest first."
  },
  "ProposalRow": {
    "type": "object",
    "properties": {
      "a": {
        "type": "string"
      },
      "b": {
        "type": "string"
      },
      "method": {
        "type": "string",
        "description": "How it was found; `accept`, `reject` or `split` where a person said it."
      },
      "tier": {
        "type": [
          "string",
          "null"
        ]
      },
      "confidence": {
        "type": "number"
      },
      "reasons": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "against": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "id": {
        "type": "string",
        "description": "Names the pair in `accept`, `reject` and `snooze`, for ever."
      },
      "persons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonRow"
        },
        "description": "The two persons as they are now."
      },
      "change": {
        "type": "number",
        "description": "What the two score together in the newest runs, on the tracks on which both do: 0 changes no rank."
      }
    },
    "required": [
      "a",
      "b",
      "method",
      "tier",
      "confidence",
      "reasons",
      "against",
      "id",
      "persons",
      "change"
    ],
    "additionalProperties": false,
    "description": "A proposal in the list: what joining would do to ranks is with each of them alone."
  },
  "ProposalSide": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "accounts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PersonAccount"
        }
      },
      "kinds": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/KindCount"
        }
      },
      "spaces": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SpaceCount"
        }
      },
      "firstDay": {
        "type": [
          "string",
          "null"
        ],
        "description": "ISO dates of the first and last day of the run's window on which they did anything; null where they did nothing."
      },
      "lastDay": {
        "type": [
          "string",
          "null"
        ]
      },
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "region": {
        "type": [
          "string",
          "null"
        ]
      },
      "regionSource": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "place": {
                "type": "string"
              },
              "account": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            },
            "required": [
              "place",
              "account",
              "at"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ]
      },
      "languages": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "required": [
      "accounts",
      "firstDay",
      "kinds",
      "languages",
      "lastDay",
      "name",
      "person",
      "region",
      "regionSource",
      "spaces"
    ],
    "description": "One of the two persons of a proposal, with what there is to compare."
  },
  "ProposedSource": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "connector": {
        "type": "string"
      },
      "options": {
        "type": "object",
        "additionalProperties": {}
      },
      "expertises": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "why": {
        "type": "string"
      }
    },
    "required": [
      "id",
      "connector",
      "options",
      "expertises",
      "why"
    ],
    "additionalProperties": false,
    "description": "A source that somebody proposes, with why."
  },
  "PublicSignal": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "kind": {
        "type": "string"
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "occurredAt": {
        "type": "string"
      },
      "handle": {
        "type": [
          "string",
          "null"
        ],
        "description": "The public handle; null where the place shows none."
      }
    },
    "required": [
      "id",
      "kind",
      "title",
      "url",
      "occurredAt",
      "handle"
    ],
    "additionalProperties": false,
    "description": "A signal as anybody may see it where it was made."
  },
  "PushAnswer": {
    "type": "object",
    "properties": {
      "source": {
        "type": "string"
      },
      "pull": {
        "type": "number"
      },
      "fetched": {
        "type": "number"
      },
      "saved": {
        "type": "number"
      },
      "seen": {
        "type": "number"
      },
      "skipped": {
        "type": "number"
      },
      "reasons": {
        "type": "object",
        "additionalProperties": {
          "type": "number"
        },
        "description": "Why signals were skipped, with how many."
      },
      "malformed": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "position": {
              "type": "string"
            },
            "reason": {
              "type": "string"
            }
          },
          "required": [
            "position",
            "reason"
          ],
          "additionalProperties": false
        },
        "description": "The first 100 that could not be understood, by line or item, counted from 1."
      }
    },
    "required": [
      "source",
      "pull",
      "fetched",
      "saved",
      "seen",
      "skipped",
      "reasons",
      "malformed"
    ],
    "additionalProperties": false,
    "description": "What became of pushed signals: `seen` were here already, `skipped` say why."
  },
  "Quality": {
    "type": "object",
    "properties": {
      "winRate": {
        "type": [
          "number",
          "null"
        ],
        "description": "Share of other people's answers beside theirs that have fewer votes, drawn towards one half: (wins + 2.5) / (contested + 5)."
      },
      "acceptRate": {
        "type": [
          "number",
          "null"
        ],
        "description": "Share of their answers that were accepted, drawn towards everybody's."
      },
      "acceptLowerBound": {
        "type": [
          "number",
          "null"
        ],
        "description": "Wilson's lower bound of accepted answers out of those that could be: 2 of 2 is 0.34."
      },
      "endorsers": {
        "type": [
          "number",
          "null"
        ],
        "description": "How many people were helped with an accepted or voted answer, counted as if all to the same degree: 1 / Σ share²."
      },
      "helped": {
        "type": "number",
        "description": "Different people answered."
      },
      "unvotedShare": {
        "type": [
          "number",
          "null"
        ],
        "description": "Share of the answers that nobody voted for."
      }
    },
    "required": [
      "winRate",
      "acceptRate",
      "acceptLowerBound",
      "endorsers",
      "helped",
      "unvotedShare"
    ],
    "additionalProperties": false,
    "description": "How good somebody's help is, apart from how much of it there is. Null is unknown."
  },
  "QueueView": {
    "type": "object",
    "properties": {
      "kind": {
        "type": "string"
      },
      "counts": {
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "properties": {
            "waiting": {
              "type": "number"
            },
            "active": {
              "type": "number"
            },
            "delayed": {
              "type": "number"
            },
            "failed": {
              "type": "number"
            }
          },
          "required": [
            "waiting",
            "active",
            "delayed",
            "failed"
          ],
          "additionalProperties": false
        }
      },
      "schedules": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "key": {
              "type": "string"
            },
            "every": {
              "type": "string"
            },
            "next": {
              "type": [
                "string",
                "null"
              ]
            },
            "registered": {
              "type": "boolean"
            }
          },
          "required": [
            "name",
            "key",
            "every",
            "next",
            "registered"
          ],
          "additionalProperties": false
        }
      },
      "deadLetters": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DeadLetter"
        }
      }
    },
    "required": [
      "kind",
      "counts",
      "schedules",
      "deadLetters"
    ],
    "additionalProperties": false,
    "description": "How the queues stand, as the queue itself says; null where nobody asked them."
  },
  "QueuesAnswer": {
    "type": "object",
    "properties": {
      "queues": {
        "$ref": "#/components/schemas/QueueView"
      }
    },
    "required": [
      "queues"
    ],
    "additionalProperties": false
  },
  "Quota": {
    "type": "object",
    "properties": {
      "remaining": {
        "type": "number",
        "description": "Requests (or points, where the place counts those) that are left."
      },
      "limit": {
        "type": [
          "number",
          "null"
        ],
        "description": "Of so many; null where the place does not say."
      },
      "resetAt": {
        "type": [
          "string",
          "null"
        ],
        "description": "When it is filled again; null where the place does not say."
      },
      "seenAt": {
        "type": "string"
      }
    },
    "required": [
      "remaining",
      "limit",
      "resetAt",
      "seenAt"
    ],
    "additionalProperties": false,
    "description": "What a place said of how much more it may be asked, by its last answer that told. Instants are ISO 8601 in UTC."
  },
  "RankAndScore": {
    "type": "object",
    "properties": {
      "rank": {
        "type": [
          "number",
          "null"
        ]
      },
      "score": {
        "type": "number"
      }
    },
    "required": [
      "rank",
      "score"
    ],
    "additionalProperties": false,
    "description": "Where somebody stands; whoever is not active on the track has a score of 0 and no rank."
  },
  "RankEffect": {
    "type": "object",
    "properties": {
      "expertise": {
        "type": "string"
      },
      "track": {
        "$ref": "#/components/schemas/Track"
      },
      "now": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "person": {
              "type": "number"
            },
            "rank": {
              "type": [
                "number",
                "null"
              ]
            },
            "score": {
              "type": "number"
            }
          },
          "required": [
            "person",
            "rank",
            "score"
          ],
          "additionalProperties": false
        },
        "description": "Rank and score of the two persons now."
      },
      "joined": {
        "type": "object",
        "properties": {
          "rank": {
            "type": [
              "number",
              "null"
            ]
          },
          "score": {
            "type": "number"
          }
        },
        "required": [
          "rank",
          "score"
        ],
        "additionalProperties": false,
        "description": "Rank and score of the one person that they would be."
      }
    },
    "required": [
      "expertise",
      "track",
      "now",
      "joined"
    ],
    "additionalProperties": false,
    "description": "Ranks on one track of one expertise; null where the evidence is insufficient."
  },
  "RankWithout": {
    "type": "object",
    "properties": {
      "without": {
        "type": "string"
      },
      "rank": {
        "type": [
          "number",
          "null"
        ]
      }
    },
    "required": [
      "without",
      "rank"
    ],
    "additionalProperties": false,
    "description": "Where somebody would stand among the same ranked people if a channel were dropped for everybody; null where nothing is left of them."
  },
  "Reach": {
    "type": "object",
    "properties": {
      "target": {
        "type": "number",
        "description": "The share of people that was asked for, 0..1."
      },
      "spaces": {
        "type": "number",
        "description": "How many spaces it takes."
      },
      "keys": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Which, each adding the most people that those before it do not reach."
      },
      "people": {
        "type": "number",
        "description": "How many people are met there, and their share of all."
      },
      "share": {
        "type": "number"
      }
    },
    "required": [
      "target",
      "spaces",
      "keys",
      "people",
      "share"
    ],
    "additionalProperties": false,
    "description": "The fewest spaces in which most people can be met."
  },
  "Renewal": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "accounts": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "platform": {
              "type": "string"
            },
            "id": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "platform",
            "id",
            "handle",
            "url"
          ],
          "additionalProperties": false
        }
      },
      "awardedOn": {
        "type": [
          "string",
          "null"
        ],
        "description": "The day of the award that holds, in ISO; null where the file gives none."
      },
      "source": {
        "type": "string",
        "description": "The file of awardees, or `candidacy` for those whom a candidacy here made one."
      },
      "renewal": {
        "type": [
          "string",
          "null"
        ],
        "description": "The day of the next renewal, in ISO; null where the program renews nobody."
      },
      "closes": {
        "type": [
          "string",
          "null"
        ],
        "description": "The day on which the review of that renewal closes."
      },
      "daysLeft": {
        "type": [
          "number",
          "null"
        ],
        "description": "Days from the as-of day to the renewal."
      },
      "due": {
        "type": "boolean",
        "description": "Whether no more is left than the policy's lead time."
      },
      "silent": {
        "type": "boolean",
        "description": "Without any activity in the expertise in the six months before the as-of day."
      },
      "lastActivity": {
        "type": [
          "string",
          "null"
        ]
      },
      "aside": {
        "type": "boolean",
        "description": "Whether a gate keeps them off the list of candidates: then they have no rank, whatever they did."
      },
      "now": {
        "type": "object",
        "properties": {
          "expert": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Measures"
              },
              {
                "type": "null"
              }
            ]
          },
          "leader": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Measures"
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false
      },
      "before": {
        "type": "object",
        "properties": {
          "expert": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Measures"
              },
              {
                "type": "null"
              }
            ]
          },
          "leader": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Measures"
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false
      },
      "change": {
        "type": "object",
        "properties": {
          "expert": {
            "type": [
              "number",
              "null"
            ]
          },
          "leader": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "expert",
          "leader"
        ],
        "additionalProperties": false,
        "description": "Points of score since a year before; null where either year has none."
      }
    },
    "required": [
      "person",
      "name",
      "accounts",
      "awardedOn",
      "source",
      "renewal",
      "closes",
      "daysLeft",
      "due",
      "silent",
      "lastActivity",
      "aside",
      "now",
      "before",
      "change"
    ],
    "additionalProperties": false,
    "description": "Somebody who holds an award."
  },
  "RenewalsAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "policyVersion": {
        "type": "string"
      },
      "yearBefore": {
        "type": "object",
        "properties": {
          "window": {
            "type": "object",
            "properties": {
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            },
            "required": [
              "from",
              "to"
            ],
            "additionalProperties": false
          },
          "coverageRate": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "window",
          "coverageRate"
        ],
        "additionalProperties": false,
        "description": "What `before` is about, and how much of it was read."
      },
      "renewals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Renewal"
        },
        "description": "The first to be renewed first."
      },
      "unmatched": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "person": {
              "type": "number"
            },
            "name": {
              "type": [
                "string",
                "null"
              ]
            },
            "awardedOn": {
              "type": [
                "string",
                "null"
              ]
            },
            "source": {
              "type": "string"
            }
          },
          "required": [
            "person",
            "name",
            "awardedOn",
            "source"
          ],
          "additionalProperties": false
        },
        "description": "Awardees of whom no account was found beside their line in the file: nothing is known of what they do."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "coverage",
      "expertise",
      "policyVersion",
      "renewals",
      "run",
      "unmatched",
      "window",
      "yearBefore"
    ]
  },
  "ReplayAnswer": {
    "type": "object",
    "properties": {
      "job": {
        "type": [
          "string",
          "null"
        ],
        "description": "The job that replays; null where only a look was asked for."
      },
      "would": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "pages": {
                "type": "number"
              },
              "signals": {
                "type": "number"
              },
              "added": {
                "type": "number"
              },
              "changed": {
                "type": "number"
              },
              "elsewhere": {
                "type": "number"
              },
              "failed": {
                "type": "number"
              }
            },
            "required": [
              "pages",
              "signals",
              "added",
              "changed",
              "elsewhere",
              "failed"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "What would change, in counts; null where it was not only looked."
      },
      "whole": {
        "type": "boolean",
        "description": "Whether the look came to the end of what is kept in its time."
      }
    },
    "required": [
      "job",
      "would",
      "whole"
    ],
    "additionalProperties": false
  },
  "ReportAnswer": {
    "type": "object",
    "properties": {
      "name": {
        "$ref": "#/components/schemas/ReportName"
      },
      "title": {
        "type": "string"
      },
      "about": {
        "type": "string",
        "description": "What it says and to whom."
      },
      "matter": {
        "$ref": "#/components/schemas/ReportMatter"
      },
      "of": {
        "type": "string",
        "enum": [
          "expertise",
          "all"
        ]
      },
      "cadences": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Cadence"
        },
        "description": "How often it can be due, the usual one first."
      },
      "usualCron": {
        "type": "string",
        "description": "The cron expression of its usual schedule."
      },
      "maySchedule": {
        "type": "boolean",
        "description": "Whether the asker may schedule it."
      },
      "latest": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/EditionHeadAnswer"
          },
          {
            "type": "null"
          }
        ],
        "description": "The newest edition that the asker may read; null where there is none."
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "The next time that one of its schedules is due; null where there is none."
      }
    },
    "required": [
      "name",
      "title",
      "about",
      "matter",
      "of",
      "cadences",
      "usualCron",
      "maySchedule",
      "latest",
      "next"
    ],
    "additionalProperties": false,
    "description": "A report that there is."
  },
  "ReportBasis": {
    "type": "object",
    "properties": {
      "coverage": {
        "type": [
          "number",
          "null"
        ],
        "description": "Share of the expected days that were read, 0..1; null where none was expected."
      },
      "gaps": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What was not read, in sentences."
      },
      "policyVersion": {
        "type": [
          "string",
          "null"
        ]
      },
      "runs": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "description": "The runs that it was built from."
      },
      "inputWatermark": {
        "type": [
          "number",
          "null"
        ],
        "description": "Signals up to this number had been read."
      },
      "tracks": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Track"
        }
      },
      "warnings": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What to know before a number is passed on, and what the data cannot see."
      }
    },
    "required": [
      "coverage",
      "gaps",
      "policyVersion",
      "runs",
      "inputWatermark",
      "tracks",
      "warnings"
    ],
    "additionalProperties": false,
    "description": "What a report rests on."
  },
  "ReportCell": {
    "anyOf": [
      {
        "type": "string"
      },
      {
        "type": "number"
      },
      {
        "type": "null"
      },
      {
        "type": "object",
        "properties": {
          "text": {
            "type": "string"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          }
        },
        "required": [
          "text",
          "url"
        ],
        "additionalProperties": false
      }
    ],
    "description": "`url` is an address of the web, or a path of the pages that begins with `/`."
  },
  "ReportChart": {
    "anyOf": [
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "draw": {
            "type": "string",
            "const": "share-curve"
          },
          "points": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "spaces": {
                  "type": "number"
                },
                "share": {
                  "type": "number"
                },
                "name": {
                  "type": "string"
                }
              },
              "required": [
                "spaces",
                "share",
                "name"
              ],
              "additionalProperties": false
            }
          },
          "marked": {
            "type": "array",
            "items": {
              "type": "number"
            }
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          }
        },
        "required": [
          "description",
          "draw",
          "marked",
          "points",
          "title"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "draw": {
            "type": "string",
            "const": "months"
          },
          "points": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "value": {
                  "type": [
                    "number",
                    "null"
                  ]
                },
                "provisional": {
                  "type": "boolean"
                }
              },
              "required": [
                "from",
                "to",
                "value",
                "provisional"
              ],
              "additionalProperties": false
            }
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          }
        },
        "required": [
          "description",
          "draw",
          "points",
          "title"
        ]
      },
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "draw": {
            "type": "string",
            "const": "bars"
          },
          "bars": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "name": {
                  "type": "string"
                },
                "value": {
                  "type": "number"
                }
              },
              "required": [
                "name",
                "value"
              ],
              "additionalProperties": false
            }
          },
          "unit": {
            "$ref": "#/components/schemas/ReportUnit"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          }
        },
        "required": [
          "bars",
          "description",
          "draw",
          "title",
          "unit"
        ]
      }
    ],
    "description": "A picture; its values stand in the section's rows as well, and `description` says it in words."
  },
  "ReportColumn": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "title": {
        "type": "string"
      },
      "kind": {
        "type": "string",
        "enum": [
          "text",
          "count",
          "share",
          "hours",
          "score",
          "date"
        ]
      }
    },
    "required": [
      "key",
      "title",
      "kind"
    ],
    "additionalProperties": false
  },
  "ReportDocument": {
    "type": "object",
    "properties": {
      "report": {
        "$ref": "#/components/schemas/ReportName"
      },
      "title": {
        "type": "string",
        "description": "\"Where to deploy support: PowerShell\"."
      },
      "expertise": {
        "type": [
          "string",
          "null"
        ],
        "description": "The slug of the expertise; null where a report sets all side by side."
      },
      "matter": {
        "$ref": "#/components/schemas/ReportMatter"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false,
        "description": "Half open, in UTC."
      },
      "asOf": {
        "type": "string",
        "description": "Only what is dated before it is used: the end of the window."
      },
      "insight": {
        "type": "string",
        "description": "One sentence that can be passed on."
      },
      "figures": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportFigure"
        },
        "description": "The numbers that are compared with the window before and the same window a year earlier."
      },
      "changes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What changed against the window before, in sentences, the weightiest first."
      },
      "sections": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportSection"
        }
      },
      "basis": {
        "$ref": "#/components/schemas/ReportBasis"
      }
    },
    "required": [
      "report",
      "title",
      "expertise",
      "matter",
      "window",
      "asOf",
      "insight",
      "figures",
      "changes",
      "sections",
      "basis"
    ],
    "additionalProperties": false,
    "description": "A report of one closed window, as data: built once, kept, and printed in every format. It says no person's name outside of rows, so that a row left out for a reader is left out whole."
  },
  "ReportFigure": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "label": {
        "type": "string"
      },
      "unit": {
        "$ref": "#/components/schemas/ReportUnit"
      },
      "now": {
        "type": [
          "number",
          "null"
        ],
        "description": "Null where it is unknown."
      },
      "before": {
        "type": [
          "number",
          "null"
        ]
      },
      "lastYear": {
        "type": [
          "number",
          "null"
        ]
      },
      "interval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ],
        "description": "The 95 % interval of `now`; null where there is none."
      },
      "better": {
        "type": [
          "string",
          "null"
        ],
        "enum": [
          "more",
          "less",
          null
        ],
        "description": "Which direction is good for people; null where neither is."
      }
    },
    "required": [
      "key",
      "label",
      "unit",
      "now",
      "before",
      "lastYear",
      "interval",
      "better"
    ],
    "additionalProperties": false
  },
  "ReportFormat": {
    "type": "string",
    "enum": [
      "html",
      "markdown",
      "csv",
      "json"
    ]
  },
  "ReportMatter": {
    "type": "string",
    "enum": [
      "spaces",
      "people",
      "operation"
    ],
    "description": "What somebody must be let read to be given a part of a report: the matters of the API."
  },
  "ReportName": {
    "type": "string",
    "enum": [
      "support",
      "candidates",
      "renewals",
      "trends",
      "overview",
      "sources",
      "alerts"
    ]
  },
  "ReportRow": {
    "type": "object",
    "properties": {
      "about": {
        "type": "object",
        "properties": {
          "expertise": {
            "type": [
              "string",
              "null"
            ]
          },
          "person": {
            "type": [
              "number",
              "null"
            ]
          },
          "region": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 3166-1 alpha-2 of a person's country."
          },
          "alert": {
            "anyOf": [
              {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string"
                  },
                  "subject": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind",
                  "subject"
                ],
                "additionalProperties": false
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "required": [
          "expertise",
          "person",
          "region",
          "alert"
        ],
        "additionalProperties": false,
        "description": "By what a row is left out for a reader, or for everybody once somebody is erased."
      },
      "cells": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportCell"
        },
        "description": "One for each column, in their order."
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "text": {
              "type": "string"
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            }
          },
          "required": [
            "text",
            "url"
          ],
          "additionalProperties": false
        },
        "description": "Reasons and evidence below the row, each with its link."
      }
    },
    "required": [
      "about",
      "cells",
      "notes"
    ],
    "additionalProperties": false
  },
  "ReportSection": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "title": {
        "type": "string"
      },
      "matter": {
        "$ref": "#/components/schemas/ReportMatter"
      },
      "note": {
        "type": [
          "string",
          "null"
        ],
        "description": "A sentence before the table; null for none."
      },
      "chart": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/ReportChart"
          },
          {
            "type": "null"
          }
        ]
      },
      "columns": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportColumn"
        }
      },
      "rows": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportRow"
        }
      },
      "empty": {
        "type": "string",
        "description": "What is said where there is no row."
      }
    },
    "required": [
      "key",
      "title",
      "matter",
      "note",
      "chart",
      "columns",
      "rows",
      "empty"
    ],
    "additionalProperties": false
  },
  "ReportUnit": {
    "type": "string",
    "enum": [
      "count",
      "share",
      "hours",
      "score"
    ],
    "description": "`share` is 0..1."
  },
  "ReportedKind": {
    "type": "string",
    "enum": [
      "signal",
      "account",
      "person",
      "link"
    ],
    "description": "What a report of wrong data can be about."
  },
  "ReportsAnswer": {
    "type": "object",
    "properties": {
      "reports": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportAnswer"
        }
      },
      "channels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DeliveryChannel"
        },
        "description": "The ways by which reports can be sent from here; a folder for admins alone."
      }
    },
    "required": [
      "reports",
      "channels"
    ],
    "additionalProperties": false
  },
  "RetriedAnswer": {
    "type": "object",
    "properties": {
      "retried": {
        "type": "number"
      }
    },
    "required": [
      "retried"
    ],
    "additionalProperties": false
  },
  "RisingPerson": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "events": {
        "type": "number"
      },
      "activeDays": {
        "type": "number"
      },
      "ratio": {
        "type": "number"
      },
      "times": {
        "type": "number"
      }
    },
    "required": [
      "person",
      "events",
      "activeDays",
      "ratio",
      "times"
    ],
    "additionalProperties": false,
    "description": "Somebody who does more of late: `ratio` of recent to usual activity, `times` what it is for somebody equally active all year."
  },
  "Role": {
    "type": "string",
    "enum": [
      "admin",
      "lead",
      "product",
      "operator"
    ],
    "description": "What a user is; `dashboards/server/src/access.ts` says what each may do."
  },
  "ScheduleAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "report": {
        "$ref": "#/components/schemas/ReportName"
      },
      "title": {
        "type": "string"
      },
      "expertise": {
        "type": [
          "string",
          "null"
        ]
      },
      "cadence": {
        "$ref": "#/components/schemas/Cadence"
      },
      "cron": {
        "type": "string"
      },
      "tz": {
        "type": "string"
      },
      "createdBy": {
        "type": "string"
      },
      "createdAt": {
        "type": "string"
      },
      "pausedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "handledSlot": {
        "type": [
          "string",
          "null"
        ],
        "description": "What was due up to this instant is done with; null before the first."
      },
      "lastError": {
        "type": [
          "string",
          "null"
        ],
        "description": "Why the last one could not be built, in a sentence; null where it could."
      },
      "words": {
        "type": "string",
        "description": "The cron expression in words: \"At 07:00, only on Monday\"."
      },
      "next": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "The next three times; none while it is paused."
      },
      "mayChange": {
        "type": "boolean",
        "description": "Whether the asker may pause, resume or remove it."
      }
    },
    "required": [
      "id",
      "report",
      "title",
      "expertise",
      "cadence",
      "cron",
      "tz",
      "createdBy",
      "createdAt",
      "pausedAt",
      "handledSlot",
      "lastError",
      "words",
      "next",
      "mayChange"
    ],
    "additionalProperties": false,
    "description": "A schedule as it is shown."
  },
  "ScheduleTimesAnswer": {
    "type": "object",
    "properties": {
      "words": {
        "type": "string"
      },
      "next": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "required": [
      "words",
      "next"
    ],
    "additionalProperties": false,
    "description": "A cron expression in words, and the next three times."
  },
  "SchedulesAnswer": {
    "type": "object",
    "properties": {
      "schedules": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ScheduleAnswer"
        }
      }
    },
    "required": [
      "schedules"
    ],
    "additionalProperties": false
  },
  "Scope": {
    "type": "string",
    "enum": [
      "people:read",
      "people:write",
      "spaces:read",
      "spaces:write",
      "operation:read",
      "operation:write",
      "administration:read",
      "administration:write"
    ]
  },
  "ScorePart": {
    "type": "object",
    "properties": {
      "part": {
        "type": "string",
        "enum": [
          "people",
          "many links",
          "unproven",
          "same words",
          "one space",
          "all at once",
          "profiles"
        ]
      },
      "value": {
        "type": "number"
      }
    },
    "required": [
      "part",
      "value"
    ],
    "additionalProperties": false,
    "description": "One addend of a score, and why."
  },
  "SignalKind": {
    "type": "string",
    "enum": [
      "question",
      "answer",
      "comment",
      "message",
      "post",
      "talk",
      "event",
      "commit",
      "pull-request",
      "review",
      "issue",
      "release",
      "package",
      "video",
      "episode",
      "doc-edit"
    ]
  },
  "SignalPerson": {
    "type": "object",
    "properties": {
      "person": {
        "type": "number"
      },
      "name": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "person",
      "name"
    ],
    "additionalProperties": false,
    "description": "Who made a signal, as far as is known; for those who may read about people."
  },
  "SignalPreview": {
    "type": "object",
    "properties": {
      "kind": {
        "type": "string"
      },
      "occurredAt": {
        "type": "string"
      },
      "space": {
        "type": "string"
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "kind",
      "occurredAt",
      "space",
      "title",
      "url"
    ],
    "additionalProperties": false,
    "description": "The first signals of the surest proposal, in the interchange format's words."
  },
  "SourceAddedAnswer": {
    "type": "object",
    "properties": {
      "source": {
        "type": "string"
      }
    },
    "required": [
      "source"
    ],
    "additionalProperties": false
  },
  "SourceAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "connector": {
        "type": "string"
      },
      "expertises": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "state": {
        "type": "string",
        "description": "`new`, `ok`, `waiting` for a rate limit, `failing`, `refused` until a person acts, `paused`."
      },
      "every": {
        "type": [
          "string",
          "null"
        ],
        "description": "How often it is pulled; null for one that is loaded by hand or sent its signals."
      },
      "isPush": {
        "type": "boolean",
        "description": "Whether programs send it its signals."
      },
      "lastSuccess": {
        "type": [
          "string",
          "null"
        ]
      },
      "lastError": {
        "type": [
          "string",
          "null"
        ]
      },
      "movedTo": {
        "type": [
          "string",
          "null"
        ]
      },
      "nextRun": {
        "type": [
          "string",
          "null"
        ]
      },
      "watermark": {
        "type": [
          "string",
          "null"
        ]
      },
      "quota": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/Quota"
          },
          {
            "type": "null"
          }
        ],
        "description": "What its place said last of how much more it may be asked; null where it says nothing."
      },
      "signals": {
        "type": "number"
      },
      "coverage": {
        "type": "object",
        "properties": {
          "expected": {
            "type": "number"
          },
          "read": {
            "type": "number"
          },
          "rate": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "expected",
          "read",
          "rate"
        ],
        "additionalProperties": false,
        "description": "Days of the last 90 that should have been read, and were; `rate` is 0..1, null where none was expected."
      }
    },
    "required": [
      "id",
      "connector",
      "expertises",
      "state",
      "every",
      "isPush",
      "lastSuccess",
      "lastError",
      "movedTo",
      "nextRun",
      "watermark",
      "quota",
      "signals",
      "coverage"
    ],
    "additionalProperties": false
  },
  "SourceCalendarAnswer": {
    "type": "object",
    "properties": {
      "source": {
        "$ref": "#/components/schemas/SourceAnswer"
      },
      "from": {
        "type": "string"
      },
      "to": {
        "type": "string"
      },
      "days": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SourceDay"
        }
      }
    },
    "required": [
      "source",
      "from",
      "to",
      "days"
    ],
    "additionalProperties": false
  },
  "SourceDay": {
    "type": "object",
    "properties": {
      "day": {
        "type": "string"
      },
      "state": {
        "$ref": "#/components/schemas/DayState"
      },
      "why": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "day",
      "state",
      "why"
    ],
    "additionalProperties": false
  },
  "SourcePreviewAnswer": {
    "type": "object",
    "properties": {
      "proposals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ProposalPreview"
        }
      },
      "signals": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SignalPreview"
        }
      },
      "nothing": {
        "type": [
          "string",
          "null"
        ],
        "description": "Why no signal is shown; null where some are."
      }
    },
    "required": [
      "proposals",
      "signals",
      "nothing"
    ],
    "additionalProperties": false
  },
  "SourcesAnswer": {
    "type": "object",
    "properties": {
      "sources": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SourceAnswer"
        }
      }
    },
    "required": [
      "sources"
    ],
    "additionalProperties": false
  },
  "SpaceAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "health": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/HealthAnswer"
          },
          {
            "type": "null"
          }
        ]
      },
      "support": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/SupportAnswer"
          },
          {
            "type": "null"
          }
        ]
      },
      "key": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "rank": {
        "type": "number"
      },
      "count": {
        "type": "number"
      },
      "people": {
        "type": "number"
      },
      "share": {
        "type": [
          "number",
          "null"
        ]
      },
      "cumulativeShare": {
        "type": [
          "number",
          "null"
        ]
      },
      "shareChange": {
        "type": [
          "number",
          "null"
        ],
        "description": "Change of share against the window before, -1..1; null where a window was silent or the two are not compared."
      },
      "shareChangeInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ],
        "description": "Its 95 % interval, persons being what varies; null with fewer than ten of them in either window."
      },
      "tier": {
        "$ref": "#/components/schemas/Tier"
      },
      "inTop": {
        "type": [
          "number",
          "null"
        ],
        "description": "How often the space is among the first five where persons are drawn anew, 0..1; null where none are drawn."
      },
      "absenceFactor": {
        "type": [
          "number",
          "null"
        ],
        "description": "The fewest persons with at least half of the space's signals; null where none is known."
      },
      "topPersonShare": {
        "type": [
          "number",
          "null"
        ],
        "description": "Share of the space's signals by its most active person, 0..1."
      }
    },
    "required": [
      "absenceFactor",
      "count",
      "cumulativeShare",
      "health",
      "inTop",
      "key",
      "kind",
      "name",
      "people",
      "rank",
      "share",
      "shareChange",
      "shareChangeInterval",
      "support",
      "tier",
      "topPersonShare",
      "url"
    ]
  },
  "SpaceCount": {
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "events": {
        "type": "number"
      }
    },
    "required": [
      "key",
      "name",
      "url",
      "events"
    ],
    "additionalProperties": false
  },
  "SpacePageAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "weighting": {
        "$ref": "#/components/schemas/Weighting"
      },
      "insight": {
        "type": "string"
      },
      "space": {
        "$ref": "#/components/schemas/SpaceAnswer",
        "description": "Its row in the answer about all spaces."
      },
      "trends": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TrendAnswer"
        },
        "description": "Of its people and its signals, month by month."
      },
      "open": {
        "type": "object",
        "properties": {
          "total": {
            "type": "number"
          },
          "threads": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/OpenThread"
            }
          }
        },
        "required": [
          "total",
          "threads"
        ],
        "additionalProperties": false,
        "description": "The oldest of the open threads, and how many there are."
      },
      "sources": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SpaceSource"
        }
      },
      "best": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PublicSignal"
        },
        "description": "The most endorsed of its newest signals."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "best",
      "coverage",
      "expertise",
      "insight",
      "open",
      "run",
      "sources",
      "space",
      "trends",
      "weighting",
      "window"
    ],
    "description": "Everything about one space. Of people it holds counts, and the public handles of who asked or wrote something."
  },
  "SpaceProposal": {
    "type": "object",
    "properties": {
      "rank": {
        "type": "number"
      },
      "key": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "url": {
        "type": "string"
      },
      "identified": {
        "type": "string",
        "description": "A connector's name, `unknown` until somebody looks, or `cannot be read`."
      },
      "people": {
        "type": "number"
      },
      "shareOfPeople": {
        "type": [
          "number",
          "null"
        ],
        "description": "Of the people active in the window, 0..1; null where there are none."
      },
      "profiles": {
        "type": "number"
      },
      "spaces": {
        "type": "number"
      },
      "months": {
        "type": "number"
      },
      "signals": {
        "type": "number"
      },
      "first": {
        "type": "string"
      },
      "last": {
        "type": "string"
      },
      "score": {
        "type": "number"
      },
      "parts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ScorePart"
        }
      },
      "examples": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Addresses of signals that link there, of different persons."
      },
      "decision": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "deed": {
                "type": "string",
                "enum": [
                  "accept",
                  "ignore",
                  "snooze"
                ]
              },
              "by": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "at": {
                "type": "string"
              },
              "until": {
                "type": [
                  "string",
                  "null"
                ]
              }
            },
            "required": [
              "deed",
              "by",
              "at",
              "until"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ],
        "description": "What people last decided, and until when; null where nobody has. `by` is null for product teams: the server leaves it out."
      },
      "lookedAt": {
        "type": [
          "string",
          "null"
        ],
        "description": "When somebody last looked there."
      },
      "source": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/ProposedSource"
          },
          {
            "type": "null"
          }
        ],
        "description": "What would read it, as `catalogue add` would propose it; null as below."
      },
      "catalogueEntry": {
        "type": [
          "string",
          "null"
        ],
        "description": "YAML for a catalogue's `sources`; null where nobody knows yet what reads it, or nothing does."
      }
    },
    "required": [
      "rank",
      "key",
      "name",
      "kind",
      "url",
      "identified",
      "people",
      "shareOfPeople",
      "profiles",
      "spaces",
      "months",
      "signals",
      "first",
      "last",
      "score",
      "parts",
      "examples",
      "decision",
      "lookedAt",
      "source",
      "catalogueEntry"
    ],
    "additionalProperties": false,
    "description": "A space that nobody watches, as it is proposed. Instants are ISO 8601."
  },
  "SpaceSignalsAnswer": {
    "type": "object",
    "properties": {
      "expertise": {
        "type": "string"
      },
      "key": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "signals": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "author": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/SignalPerson"
                },
                {
                  "type": "null"
                }
              ]
            },
            "id": {
              "type": "number"
            },
            "kind": {
              "type": "string"
            },
            "title": {
              "type": [
                "string",
                "null"
              ]
            },
            "url": {
              "type": [
                "string",
                "null"
              ]
            },
            "occurredAt": {
              "type": "string"
            },
            "handle": {
              "type": [
                "string",
                "null"
              ],
              "description": "The public handle; null where the place shows none."
            }
          },
          "required": [
            "handle",
            "id",
            "kind",
            "occurredAt",
            "title",
            "url"
          ]
        }
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to give as `after` for the next page; null where this is the last."
      }
    },
    "required": [
      "expertise",
      "key",
      "window",
      "signals",
      "next"
    ],
    "additionalProperties": false,
    "description": "Signals behind a number, the newest first. `author` is there only for those who may read about people."
  },
  "SpaceSource": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "connector": {
        "type": "string"
      },
      "state": {
        "type": "string"
      },
      "lastSuccess": {
        "type": [
          "string",
          "null"
        ]
      },
      "coverage": {
        "type": "object",
        "properties": {
          "expected": {
            "type": "number"
          },
          "read": {
            "type": "number"
          },
          "rate": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "expected",
          "read",
          "rate"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "id",
      "connector",
      "state",
      "lastSuccess",
      "coverage"
    ],
    "additionalProperties": false,
    "description": "A source that reads a space, with what it has read of the window."
  },
  "SpaceThreadsAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "key": {
        "type": "string"
      },
      "total": {
        "type": "number",
        "description": "How many wait in all."
      },
      "threads": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OpenThread"
        }
      },
      "next": {
        "type": [
          "string",
          "null"
        ],
        "description": "What to give as `after` for the next page; null where this is the last."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "coverage",
      "expertise",
      "key",
      "next",
      "run",
      "threads",
      "total",
      "window"
    ],
    "description": "A page of the threads of one space that wait."
  },
  "SpacesAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "weighting": {
        "$ref": "#/components/schemas/Weighting"
      },
      "concentration": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "interval": {
            "anyOf": [
              {
                "type": "object",
                "properties": {
                  "level": {
                    "type": "number",
                    "description": "0.95."
                  },
                  "resamples": {
                    "type": "number"
                  },
                  "by": {
                    "type": "string",
                    "const": "person"
                  },
                  "persons": {
                    "type": "number",
                    "description": "Persons drawn from."
                  },
                  "top1": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "top3": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "top5": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "k50": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "hhi": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "n2": {
                    "type": "array",
                    "items": {
                      "type": "number"
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "topSetStability": {
                    "type": "number",
                    "description": "Mean share of the first five that were among the first five again, 0..1."
                  }
                },
                "required": [
                  "level",
                  "resamples",
                  "by",
                  "persons",
                  "top1",
                  "top3",
                  "top5",
                  "k50",
                  "hhi",
                  "n2",
                  "topSetStability"
                ],
                "additionalProperties": false
              },
              {
                "type": "null"
              }
            ]
          },
          "lorenz": {
            "type": "array",
            "items": {
              "type": "array",
              "items": {
                "type": "number"
              },
              "minItems": 2,
              "maxItems": 2
            },
            "description": "The Lorenz curve, see `lorenzCurve`."
          },
          "topSetAgrees": {
            "type": "boolean"
          },
          "withoutTopPerson": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/WithoutTopPerson"
              },
              {
                "type": "null"
              }
            ]
          },
          "reach": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Reach"
              },
              {
                "type": "null"
              }
            ],
            "description": "The fewest spaces that reach 80 % of people."
          },
          "overlap": {
            "type": [
              "number",
              "null"
            ],
            "description": "Share of people who are active in at least two spaces of the head, 0..1."
          },
          "previous": {
            "anyOf": [
              {
                "type": "object",
                "properties": {
                  "k50": {
                    "type": [
                      "number",
                      "null"
                    ]
                  },
                  "topShare": {
                    "type": "object",
                    "properties": {
                      "1": {
                        "type": [
                          "number",
                          "null"
                        ]
                      },
                      "3": {
                        "type": [
                          "number",
                          "null"
                        ]
                      },
                      "5": {
                        "type": [
                          "number",
                          "null"
                        ]
                      },
                      "10": {
                        "type": [
                          "number",
                          "null"
                        ]
                      }
                    },
                    "required": [
                      "1",
                      "3",
                      "5",
                      "10"
                    ],
                    "additionalProperties": false,
                    "description": "Share of the first 1, 3, 5 and 10 spaces."
                  },
                  "turnover": {
                    "type": [
                      "number",
                      "null"
                    ]
                  }
                },
                "required": [
                  "k50",
                  "topShare",
                  "turnover"
                ],
                "additionalProperties": false
              },
              {
                "type": "null"
              }
            ],
            "description": "The window before, where the two may be compared."
          },
          "compared": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/ComparedWindow"
              },
              {
                "type": "null"
              }
            ],
            "description": "The window before; null where nothing happened in it."
          },
          "lastYear": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/ComparedWindow"
              },
              {
                "type": "null"
              }
            ],
            "description": "The same window a year earlier; null where nothing happened in it, or where it is the window before."
          },
          "configured": {
            "type": "number",
            "description": "Spaces that are watched, the silent ones too."
          },
          "active": {
            "type": "number",
            "description": "Spaces with activity."
          },
          "total": {
            "type": "number"
          },
          "k50": {
            "type": [
              "number",
              "null"
            ],
            "description": "The fewest spaces that together reach half of the activity, and 80 % of it."
          },
          "k80": {
            "type": [
              "number",
              "null"
            ]
          },
          "k50Share": {
            "type": [
              "number",
              "null"
            ],
            "description": "Share that the first `k50` spaces hold."
          },
          "k50Tied": {
            "type": [
              "number",
              "null"
            ],
            "description": "Spaces with the same count as the one that reaches half: above 1, which of them it is, is a matter of keys."
          },
          "topShare": {
            "type": "object",
            "properties": {
              "1": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "3": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "5": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "10": {
                "type": [
                  "number",
                  "null"
                ]
              }
            },
            "required": [
              "1",
              "3",
              "5",
              "10"
            ],
            "additionalProperties": false,
            "description": "Share of the first 1, 3, 5 and 10 spaces."
          },
          "gini": {
            "type": [
              "number",
              "null"
            ],
            "description": "Gini over all configured spaces: 0 when equal, towards 1 when one holds all."
          },
          "giniUnbiased": {
            "type": [
              "number",
              "null"
            ],
            "description": "`gini · n / (n - 1)`, comparable between small numbers of spaces (Damgaard & Weiner, Ecology 81, 2000)."
          },
          "giniActive": {
            "type": [
              "number",
              "null"
            ],
            "description": "Gini over the active spaces alone: adding a silent space to the catalogue does not move it."
          },
          "hhi": {
            "type": [
              "number",
              "null"
            ],
            "description": "Herfindahl-Hirschman index Σp², 0..1."
          },
          "hill": {
            "type": "object",
            "properties": {
              "0": {
                "type": "number"
              },
              "1": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "2": {
                "type": [
                  "number",
                  "null"
                ]
              }
            },
            "required": [
              "0",
              "1",
              "2"
            ],
            "additionalProperties": false,
            "description": "Hill numbers, \"as many equally active spaces as\": N0 = active, N1 = exp(-Σ p ln p), N2 = 1/HHI (Hill, Ecology 54, 1973)."
          },
          "evenness": {
            "type": [
              "number",
              "null"
            ],
            "description": "ln N1 / ln N0."
          }
        },
        "required": [
          "active",
          "compared",
          "configured",
          "evenness",
          "gini",
          "giniActive",
          "giniUnbiased",
          "hhi",
          "hill",
          "interval",
          "k50",
          "k50Share",
          "k50Tied",
          "k80",
          "lastYear",
          "lorenz",
          "overlap",
          "previous",
          "reach",
          "topSetAgrees",
          "topShare",
          "total",
          "withoutTopPerson"
        ]
      },
      "insight": {
        "type": "string"
      },
      "warnings": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "What to know before a number is passed on, in sentences."
      },
      "unwatched": {
        "$ref": "#/components/schemas/UnwatchedShare",
        "description": "How much of what the window's signals link to is in spaces that nobody watches."
      },
      "spaces": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SpaceAnswer"
        }
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "concentration",
      "coverage",
      "expertise",
      "insight",
      "run",
      "spaces",
      "unwatched",
      "warnings",
      "weighting",
      "window"
    ]
  },
  "StatusAnswer": {
    "type": "object",
    "properties": {
      "store": {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string"
          },
          "where": {
            "type": "string"
          },
          "signals": {
            "type": "number"
          },
          "accounts": {
            "type": "number"
          },
          "setAside": {
            "type": "number"
          }
        },
        "required": [
          "kind",
          "where",
          "signals",
          "accounts",
          "setAside"
        ],
        "additionalProperties": false
      },
      "queue": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string"
              }
            },
            "required": [
              "kind"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ]
      },
      "sources": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string"
            },
            "connector": {
              "type": "string"
            },
            "state": {
              "type": "string"
            },
            "lastSuccess": {
              "type": [
                "string",
                "null"
              ]
            },
            "lastError": {
              "type": [
                "string",
                "null"
              ]
            },
            "movedTo": {
              "type": [
                "string",
                "null"
              ],
              "description": "The address to configure from now on, where the place has moved for good."
            },
            "nextRun": {
              "type": [
                "string",
                "null"
              ]
            },
            "watermark": {
              "type": [
                "string",
                "null"
              ]
            },
            "quota": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Quota"
                },
                {
                  "type": "null"
                }
              ],
              "description": "What its place said last; null where it says nothing of one."
            },
            "signals": {
              "type": "number"
            }
          },
          "required": [
            "id",
            "connector",
            "state",
            "lastSuccess",
            "lastError",
            "movedTo",
            "nextRun",
            "watermark",
            "quota",
            "signals"
          ],
          "additionalProperties": false
        }
      },
      "jobs": {
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "properties": {
            "waiting": {
              "type": "number"
            },
            "active": {
              "type": "number"
            },
            "delayed": {
              "type": "number"
            },
            "failed": {
              "type": "number"
            }
          },
          "required": [
            "waiting",
            "active",
            "delayed",
            "failed"
          ],
          "additionalProperties": false
        }
      },
      "schedules": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "every": {
              "type": "string"
            },
            "next": {
              "type": [
                "string",
                "null"
              ]
            },
            "registered": {
              "type": "boolean"
            }
          },
          "required": [
            "name",
            "every",
            "next",
            "registered"
          ],
          "additionalProperties": false
        }
      },
      "deadLetters": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/DeadLetter"
        }
      }
    },
    "required": [
      "store",
      "queue",
      "sources",
      "jobs",
      "schedules",
      "deadLetters"
    ],
    "additionalProperties": false
  },
  "SubscriptionAddedAnswer": {
    "type": "object",
    "properties": {
      "subscription": {
        "$ref": "#/components/schemas/SubscriptionAnswer"
      },
      "secret": {
        "type": [
          "string",
          "null"
        ]
      },
      "feed": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "subscription",
      "secret",
      "feed"
    ],
    "additionalProperties": false,
    "description": "`secret` signs what a webhook is sent, `feed` is the address of a feed: each is shown this once, null for other channels."
  },
  "SubscriptionAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "user": {
        "type": "string",
        "description": "The e-mail of its owner."
      },
      "report": {
        "$ref": "#/components/schemas/ReportName"
      },
      "expertise": {
        "type": [
          "string",
          "null"
        ],
        "description": "Null for every expertise that the owner may see."
      },
      "channel": {
        "$ref": "#/components/schemas/DeliveryChannel"
      },
      "place": {
        "type": [
          "string",
          "null"
        ]
      },
      "withoutPeople": {
        "type": "boolean"
      },
      "formats": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReportFormat"
        }
      },
      "digest": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/Digest"
          },
          {
            "type": "null"
          }
        ]
      },
      "quiet": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            },
            "required": [
              "from",
              "to"
            ],
            "additionalProperties": false
          },
          {
            "type": "null"
          }
        ]
      },
      "tz": {
        "type": "string"
      },
      "watch": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/AlertWatch"
          },
          {
            "type": "null"
          }
        ]
      },
      "createdBy": {
        "type": "string"
      },
      "createdAt": {
        "type": "string"
      },
      "endedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "endedWhy": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/EndedWhy"
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "required": [
      "id",
      "user",
      "report",
      "expertise",
      "channel",
      "place",
      "withoutPeople",
      "formats",
      "digest",
      "quiet",
      "tz",
      "watch",
      "createdBy",
      "createdAt",
      "endedAt",
      "endedWhy"
    ],
    "additionalProperties": false,
    "description": "A subscription; the address of a hook is a secret, so that `place` is its host."
  },
  "SubscriptionTestedAnswer": {
    "type": "object",
    "properties": {
      "sent": {
        "type": "boolean"
      },
      "said": {
        "type": "string",
        "description": "What the receiver said, or why it was not sent."
      }
    },
    "required": [
      "sent",
      "said"
    ],
    "additionalProperties": false
  },
  "SubscriptionsAnswer": {
    "type": "object",
    "properties": {
      "subscriptions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SubscriptionAnswer"
        }
      }
    },
    "required": [
      "subscriptions"
    ],
    "additionalProperties": false
  },
  "SupportAnswer": {
    "type": "object",
    "properties": {
      "rank": {
        "type": [
          "number",
          "null"
        ],
        "description": "By unmet need; null where it is insufficient to tell, or nobody is in need."
      },
      "reachRank": {
        "type": [
          "number",
          "null"
        ],
        "description": "By the people that support would reach; null as above."
      },
      "reasons": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "need": {
        "type": [
          "number",
          "null"
        ]
      },
      "parts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/NeedPart"
        }
      },
      "reach": {
        "$ref": "#/components/schemas/SupportReach"
      }
    },
    "required": [
      "rank",
      "reachRank",
      "reasons",
      "need",
      "parts",
      "reach"
    ],
    "additionalProperties": false,
    "description": "Why a space is in need, and how that was reckoned: `parts` add up to `need`, in threads."
  },
  "SupportListAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "by": {
        "type": "string",
        "enum": [
          "need",
          "reach"
        ]
      },
      "weights": {
        "type": "object",
        "properties": {
          "unanswered": {
            "type": "number"
          },
          "growing": {
            "type": "number"
          },
          "slow": {
            "type": "number"
          },
          "one-person": {
            "type": "number"
          },
          "no-expert": {
            "type": "number"
          }
        },
        "required": [
          "unanswered",
          "growing",
          "slow",
          "one-person",
          "no-expert"
        ],
        "additionalProperties": false,
        "description": "What one thread of each part counts for."
      },
      "spaces": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SupportSpace"
        },
        "description": "In the order of the rank asked for."
      },
      "insufficient": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Spaces with threads, of which there are too few to tell."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "by",
      "coverage",
      "expertise",
      "insufficient",
      "run",
      "spaces",
      "weights",
      "window"
    ]
  },
  "SupportPart": {
    "type": "string",
    "enum": [
      "unanswered",
      "growing",
      "slow",
      "one-person",
      "no-expert"
    ]
  },
  "SupportReach": {
    "type": "object",
    "properties": {
      "people": {
        "type": "number"
      },
      "askers": {
        "type": "number"
      },
      "views": {
        "type": [
          "number",
          "null"
        ]
      }
    },
    "required": [
      "people",
      "askers",
      "views"
    ],
    "additionalProperties": false,
    "description": "Whom support would reach: persons in the window's threads, askers among them, and how often they were viewed, null where not shown."
  },
  "SupportSpace": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "key": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "threads": {
        "type": "number"
      },
      "waiting": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WaitingThread"
        },
        "description": "Open threads without a response, the oldest first."
      },
      "rank": {
        "type": [
          "number",
          "null"
        ],
        "description": "By unmet need; null where it is insufficient to tell, or nobody is in need."
      },
      "reachRank": {
        "type": [
          "number",
          "null"
        ],
        "description": "By the people that support would reach; null as above."
      },
      "reasons": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "need": {
        "type": [
          "number",
          "null"
        ]
      },
      "parts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/NeedPart"
        }
      },
      "reach": {
        "$ref": "#/components/schemas/SupportReach"
      }
    },
    "required": [
      "key",
      "kind",
      "name",
      "need",
      "parts",
      "rank",
      "reach",
      "reachRank",
      "reasons",
      "threads",
      "url",
      "waiting"
    ]
  },
  "Swept": {
    "type": "object",
    "properties": {
      "table": {
        "type": "string"
      },
      "changed": {
        "type": "number"
      },
      "removed": {
        "type": "number"
      }
    },
    "required": [
      "table",
      "changed",
      "removed"
    ],
    "additionalProperties": false,
    "description": "What a sweep did in one table."
  },
  "Term": {
    "type": "object",
    "properties": {
      "kind": {
        "$ref": "#/components/schemas/Measure"
      },
      "channel": {
        "type": "string"
      },
      "count": {
        "type": "number",
        "description": "Signals in the window, undecayed."
      },
      "value": {
        "type": "number",
        "description": "Decayed and saturated."
      },
      "percentile": {
        "type": "number",
        "description": "Among the people active in this kind, 0..1."
      },
      "weight": {
        "type": "number",
        "description": "Of the kind in its channel times that of the channel in the track."
      },
      "contribution": {
        "type": "number",
        "description": "Points of the score."
      }
    },
    "required": [
      "kind",
      "channel",
      "count",
      "value",
      "percentile",
      "weight",
      "contribution"
    ],
    "additionalProperties": false,
    "description": "What one kind adds to a score."
  },
  "Tier": {
    "type": "string",
    "enum": [
      "head",
      "torso",
      "tail"
    ],
    "description": "head: up to and with the space that reaches half of all activity; torso: up to and with the one that reaches 80 %; tail: the others."
  },
  "TokenAddedAnswer": {
    "type": "object",
    "properties": {
      "token": {
        "$ref": "#/components/schemas/TokenAnswer"
      },
      "secret": {
        "type": "string"
      }
    },
    "required": [
      "token",
      "secret"
    ],
    "additionalProperties": false
  },
  "TokenAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "user": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "scopes": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "createdAt": {
        "type": "string"
      },
      "expiresAt": {
        "type": "string"
      },
      "lastUsedAt": {
        "type": [
          "string",
          "null"
        ]
      },
      "revokedAt": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "id",
      "user",
      "name",
      "scopes",
      "createdAt",
      "expiresAt",
      "lastUsedAt",
      "revokedAt"
    ],
    "additionalProperties": false
  },
  "TokensAnswer": {
    "type": "object",
    "properties": {
      "tokens": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TokenAnswer"
        }
      }
    },
    "required": [
      "tokens"
    ],
    "additionalProperties": false
  },
  "Track": {
    "type": "string",
    "enum": [
      "expert",
      "leader"
    ]
  },
  "TrendAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "key": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "of": {
        "$ref": "#/components/schemas/TrendSubject"
      },
      "unit": {
        "$ref": "#/components/schemas/TrendUnit"
      },
      "points": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TrendPoint"
        }
      },
      "direction": {
        "$ref": "#/components/schemas/Direction"
      },
      "why": {
        "type": [
          "string",
          "null"
        ],
        "description": "Why nothing is claimed, or less than the test would; null where there is nothing to explain."
      },
      "tested": {
        "type": "number"
      },
      "mean": {
        "type": [
          "number",
          "null"
        ]
      },
      "slopePerMonth": {
        "type": [
          "number",
          "null"
        ]
      },
      "slopeInterval": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          },
          {
            "type": "null"
          }
        ]
      },
      "p": {
        "type": [
          "number",
          "null"
        ]
      },
      "q": {
        "type": [
          "number",
          "null"
        ]
      },
      "yearOnYear": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/YearOnYear"
          },
          {
            "type": "null"
          }
        ]
      },
      "changes": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TrendNote"
        }
      },
      "alerts": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TrendNote"
        }
      },
      "silentSince": {
        "type": [
          "string",
          "null"
        ],
        "description": "The month since which a steady series shows nothing, or nothing was read: look at its reading."
      }
    },
    "required": [
      "alerts",
      "changes",
      "direction",
      "key",
      "mean",
      "name",
      "of",
      "p",
      "points",
      "q",
      "silentSince",
      "slopeInterval",
      "slopePerMonth",
      "tested",
      "unit",
      "why",
      "yearOnYear"
    ]
  },
  "TrendNote": {
    "type": "object",
    "properties": {
      "at": {
        "type": "string"
      },
      "why": {
        "type": "string"
      }
    },
    "required": [
      "at",
      "why"
    ],
    "additionalProperties": false,
    "description": "Something that happened in a month, `at` being 2026-01, and a sentence about it."
  },
  "TrendPoint": {
    "type": "object",
    "properties": {
      "from": {
        "type": "string"
      },
      "to": {
        "type": "string"
      },
      "value": {
        "type": [
          "number",
          "null"
        ],
        "description": "Null where the month was not read."
      },
      "provisional": {
        "type": "boolean",
        "description": "The month has not ended; it is in no test."
      }
    },
    "required": [
      "from",
      "to",
      "value",
      "provisional"
    ],
    "additionalProperties": false
  },
  "TrendSubject": {
    "type": "string",
    "enum": [
      "space",
      "expertise",
      "tag"
    ],
    "description": "What a series is of."
  },
  "TrendUnit": {
    "type": "string",
    "enum": [
      "people",
      "events"
    ]
  },
  "TrendsAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "by": {
        "type": "string",
        "enum": [
          "space",
          "tag",
          "people"
        ]
      },
      "falseDiscoveryRate": {
        "type": "number",
        "description": "Of the trends that are claimed, the share that is expected to be chance at most."
      },
      "series": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TrendAnswer"
        },
        "description": "The whole of the expertise first, then its spaces or tags, each by people and by events."
      },
      "likeForLike": {
        "type": "object",
        "properties": {
          "spaces": {
            "type": "number"
          },
          "of": {
            "type": "number"
          }
        },
        "required": [
          "spaces",
          "of"
        ],
        "additionalProperties": false,
        "description": "The spaces that were read throughout and are not silent: what the whole and the tags are counted over."
      },
      "people": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RisingPerson"
        }
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "asOf",
      "by",
      "coverage",
      "expertise",
      "falseDiscoveryRate",
      "likeForLike",
      "people",
      "run",
      "series",
      "window"
    ]
  },
  "UnwatchedShare": {
    "type": "object",
    "properties": {
      "linking": {
        "type": "number",
        "description": "Signals that link to a space that is not their own."
      },
      "unwatched": {
        "type": "number",
        "description": "Those of them that link to one that is not watched."
      },
      "rate": {
        "type": [
          "number",
          "null"
        ],
        "description": "Of 0..1; null where nothing links anywhere."
      },
      "people": {
        "type": "object",
        "properties": {
          "linking": {
            "type": "number"
          },
          "unwatched": {
            "type": "number"
          },
          "rate": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "linking",
          "unwatched",
          "rate"
        ],
        "additionalProperties": false,
        "description": "The same of distinct persons."
      }
    },
    "required": [
      "linking",
      "unwatched",
      "rate",
      "people"
    ],
    "additionalProperties": false,
    "description": "How much of what links anywhere leads to where nobody watches."
  },
  "UserAddedAnswer": {
    "type": "object",
    "properties": {
      "user": {
        "$ref": "#/components/schemas/UserAnswer"
      },
      "link": {
        "$ref": "#/components/schemas/PasswordLinkAnswer"
      }
    },
    "required": [
      "user",
      "link"
    ],
    "additionalProperties": false
  },
  "UserAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "email": {
        "type": "string"
      },
      "role": {
        "type": "string",
        "enum": [
          "admin",
          "lead",
          "product",
          "operator"
        ]
      },
      "expertises": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "regions": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "createdAt": {
        "type": "string"
      },
      "disabledAt": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "id",
      "name",
      "email",
      "role",
      "expertises",
      "regions",
      "createdAt",
      "disabledAt"
    ],
    "additionalProperties": false
  },
  "UsersAnswer": {
    "type": "object",
    "properties": {
      "users": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/UserAnswer"
        }
      }
    },
    "required": [
      "users"
    ],
    "additionalProperties": false
  },
  "ViewAnswer": {
    "type": "object",
    "properties": {
      "id": {
        "type": "number"
      },
      "name": {
        "type": "string"
      },
      "path": {
        "type": "string"
      },
      "savedAt": {
        "type": "string"
      }
    },
    "required": [
      "id",
      "name",
      "path",
      "savedAt"
    ],
    "additionalProperties": false,
    "description": "The address of a page with all that is chosen in it."
  },
  "ViewsAnswer": {
    "type": "object",
    "properties": {
      "views": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ViewAnswer"
        }
      }
    },
    "required": [
      "views"
    ],
    "additionalProperties": false
  },
  "VoteValue": {
    "type": "string",
    "enum": [
      "yes",
      "no",
      "abstain"
    ]
  },
  "Vouched": {
    "type": "object",
    "properties": {
      "activity": {
        "type": "string"
      },
      "title": {
        "type": "string"
      },
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "date": {
        "type": "string"
      },
      "note": {
        "type": "string"
      },
      "vouchedBy": {
        "type": "string"
      },
      "by": {
        "type": "string",
        "description": "Who wrote it down, and when."
      },
      "at": {
        "type": "string"
      }
    },
    "required": [
      "activity",
      "title",
      "url",
      "date",
      "note",
      "vouchedBy",
      "by",
      "at"
    ],
    "additionalProperties": false,
    "description": "Evidence that somebody brought and stands for."
  },
  "WaitingThread": {
    "type": "object",
    "properties": {
      "url": {
        "type": [
          "string",
          "null"
        ]
      },
      "title": {
        "type": [
          "string",
          "null"
        ]
      },
      "askedAt": {
        "type": "string"
      },
      "ageDays": {
        "type": "number"
      }
    },
    "required": [
      "url",
      "title",
      "askedAt",
      "ageDays"
    ],
    "additionalProperties": false,
    "description": "A thread that waits for somebody."
  },
  "WebhookAddedAnswer": {
    "type": "object",
    "properties": {
      "webhook": {
        "$ref": "#/components/schemas/WebhookAnswer"
      },
      "secret": {
        "type": "string"
      }
    },
    "required": [
      "webhook",
      "secret"
    ],
    "additionalProperties": false
  },
  "WebhookAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "last": {
        "anyOf": [
          {
            "$ref": "#/components/schemas/AsJson_LastDelivery"
          },
          {
            "type": "null"
          }
        ]
      },
      "id": {
        "$ref": "#/components/schemas/AsJson_number"
      },
      "url": {
        "$ref": "#/components/schemas/AsJson_string"
      },
      "events": {
        "$ref": "#/components/schemas/AsJson_def-alias-1105842746-411-470-1105842746-0-5029"
      },
      "createdBy": {
        "$ref": "#/components/schemas/AsJson_string"
      },
      "createdAt": {
        "$ref": "#/components/schemas/AsJson_string870780834"
      },
      "failingSince": {
        "$ref": "#/components/schemas/AsJson_string870780834_null"
      },
      "disabledAt": {
        "$ref": "#/components/schemas/AsJson_string870780834_null"
      }
    },
    "required": [
      "createdAt",
      "createdBy",
      "disabledAt",
      "events",
      "failingSince",
      "id",
      "last",
      "url"
    ]
  },
  "WebhookTestedAnswer": {
    "type": "object",
    "properties": {
      "delivery": {
        "type": "number"
      },
      "status": {
        "type": [
          "number",
          "null"
        ]
      },
      "error": {
        "type": [
          "string",
          "null"
        ]
      }
    },
    "required": [
      "delivery",
      "status",
      "error"
    ],
    "additionalProperties": false
  },
  "WebhooksAnswer": {
    "type": "object",
    "properties": {
      "webhooks": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WebhookAnswer"
        }
      }
    },
    "required": [
      "webhooks"
    ],
    "additionalProperties": false
  },
  "Weighting": {
    "type": "string",
    "enum": [
      "events",
      "people",
      "shared"
    ],
    "description": "What counts as activity. `events`: signals, whoever sent them. `people`: distinct persons in a space. `shared`: each person weighs 1, split over the spaces they are active in by their share of events."
  },
  "WhatIfAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "track": {
        "$ref": "#/components/schemas/Track"
      },
      "policyVersion": {
        "type": "string"
      },
      "changes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Each change in words."
      },
      "before": {
        "$ref": "#/components/schemas/WhatIfList"
      },
      "after": {
        "$ref": "#/components/schemas/WhatIfList"
      },
      "changed": {
        "type": "number",
        "description": "How many people would have another rank, a rank, or none any more."
      },
      "correlation": {
        "type": [
          "number",
          "null"
        ],
        "description": "Spearman's, of the orders of those ranked in both lists; null where fewer than two are."
      },
      "top": {
        "type": "object",
        "properties": {
          "size": {
            "type": "number"
          },
          "shared": {
            "type": "number"
          }
        },
        "required": [
          "size",
          "shared"
        ],
        "additionalProperties": false
      },
      "movers": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WhatIfMover"
        },
        "description": "Furthest first."
      },
      "entering": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WhatIfMover"
        },
        "description": "Who would come into the first `top.size`."
      },
      "leaving": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WhatIfMover"
        },
        "description": "Who would leave them."
      },
      "expertise": {
        "type": "string"
      },
      "asOf": {
        "type": "string"
      },
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "run": {
        "type": "object",
        "properties": {
          "id": {
            "type": "number"
          },
          "policyVersion": {
            "type": "string"
          },
          "computedAt": {
            "type": "string"
          },
          "inputWatermark": {
            "type": "number"
          }
        },
        "required": [
          "id",
          "policyVersion",
          "computedAt",
          "inputWatermark"
        ],
        "additionalProperties": false
      },
      "coverage": {
        "$ref": "#/components/schemas/Coverage"
      }
    },
    "required": [
      "after",
      "asOf",
      "before",
      "changed",
      "changes",
      "correlation",
      "coverage",
      "entering",
      "expertise",
      "leaving",
      "movers",
      "policyVersion",
      "run",
      "top",
      "track",
      "window"
    ]
  },
  "WhatIfList": {
    "type": "object",
    "properties": {
      "window": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "coverageRate": {
        "type": [
          "number",
          "null"
        ],
        "description": "How much of that window the sources have read, 0..1; null where there are none."
      },
      "population": {
        "type": "number"
      },
      "ranked": {
        "type": "number"
      }
    },
    "required": [
      "window",
      "coverageRate",
      "population",
      "ranked"
    ],
    "additionalProperties": false,
    "description": "A list as it is or would be."
  },
  "WhatIfMover": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "name": {
        "type": [
          "string",
          "null"
        ]
      },
      "person": {
        "type": "number"
      },
      "before": {
        "$ref": "#/components/schemas/RankAndScore"
      },
      "after": {
        "$ref": "#/components/schemas/RankAndScore"
      },
      "why": {
        "type": "string",
        "description": "One sentence: what changed most of the score."
      }
    },
    "required": [
      "after",
      "before",
      "name",
      "person",
      "why"
    ],
    "description": "Somebody who would stand elsewhere."
  },
  "WindowChange": {
    "type": "object",
    "properties": {
      "turnover": {
        "type": [
          "number",
          "null"
        ],
        "description": "1 - Jaccard of the first five spaces of both windows, 0..1."
      },
      "k50Change": {
        "type": [
          "number",
          "null"
        ],
        "description": "Later minus earlier."
      },
      "n2Change": {
        "type": [
          "number",
          "null"
        ]
      },
      "rankOverlap": {
        "type": [
          "number",
          "null"
        ],
        "description": "Rank-biased overlap of all active spaces at p = 0.9, 0..1."
      },
      "entered": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Keys of spaces that came into the head and that fell out of it, in order of key."
      },
      "left": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "required": [
      "turnover",
      "k50Change",
      "n2Change",
      "rankOverlap",
      "entered",
      "left"
    ],
    "additionalProperties": false,
    "description": "What changed from an earlier window to a later one; null where one of them was silent."
  },
  "WithoutTopPerson": {
    "type": "object",
    "properties": {
      "share": {
        "type": "number",
        "description": "Share of all activity that is theirs, 0..1."
      },
      "k50": {
        "type": [
          "number",
          "null"
        ],
        "description": "The fewest spaces that together reach half of the activity, and 80 % of it."
      },
      "topShare": {
        "type": "object",
        "properties": {
          "1": {
            "type": [
              "number",
              "null"
            ]
          },
          "3": {
            "type": [
              "number",
              "null"
            ]
          },
          "5": {
            "type": [
              "number",
              "null"
            ]
          },
          "10": {
            "type": [
              "number",
              "null"
            ]
          }
        },
        "required": [
          "1",
          "3",
          "5",
          "10"
        ],
        "additionalProperties": false,
        "description": "Share of the first 1, 3, 5 and 10 spaces."
      },
      "hhi": {
        "type": [
          "number",
          "null"
        ],
        "description": "Herfindahl-Hirschman index Σp², 0..1."
      }
    },
    "required": [
      "share",
      "k50",
      "topShare",
      "hhi"
    ],
    "additionalProperties": false,
    "description": "What is left of concentration without the person who weighs most: numbers only, never who it is."
  },
  "WrongDataMark": {
    "type": "object",
    "properties": {
      "report": {
        "type": "number"
      },
      "subject": {
        "type": "string"
      },
      "why": {
        "type": "string"
      },
      "at": {
        "type": "string"
      }
    },
    "required": [
      "report",
      "subject",
      "why",
      "at"
    ],
    "additionalProperties": false,
    "description": "An open report as it marks what it is about."
  },
  "YearOnYear": {
    "type": "object",
    "properties": {
      "before": {
        "type": "number"
      },
      "now": {
        "type": "number"
      },
      "change": {
        "type": "number"
      },
      "interval": {
        "type": "array",
        "items": {
          "type": "number"
        },
        "minItems": 2,
        "maxItems": 2
      }
    },
    "required": [
      "before",
      "now",
      "change",
      "interval"
    ],
    "additionalProperties": false,
    "description": "The last 12 steps against the 12 before, as means per step; `change` is 0.2 for a fifth more, with its 95 % interval."
  }
};
