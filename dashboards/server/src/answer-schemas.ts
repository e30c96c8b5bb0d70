// Generated from the types in answers.ts by "npm run docs": do not edit.
export const answerSchemas: Record<string, object> = {
  "Asker": {
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "name": {
        "type": "string"
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
      "role",
      "expertises",
      "regions",
      "scopes",
      "via"
    ],
    "additionalProperties": false,
    "description": "Who asks: a signed-in user, or a token that a user made."
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
  "CandidateAnswer": {
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
        ],
        "description": "What says so, and when it was seen."
      },
      "languages": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "ISO 639-1, the one that most texts are in first; empty where none is known."
      },
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "wrongData": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/WrongDataMark"
              }
            },
            "signal": {
              "type": "string",
              "description": "`platform:kind:id`"
            },
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
            "kind": {
              "type": "string"
            },
            "space": {
              "type": "string"
            },
            "occurredAt": {
              "type": "string"
            },
            "value": {
              "type": "number"
            }
          },
          "required": [
            "kind",
            "occurredAt",
            "signal",
            "space",
            "title",
            "url",
            "value",
            "wrongData"
          ]
        }
      },
      "wrongData": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WrongDataMark"
        },
        "description": "Open reports about the person, its accounts and links."
      },
      "wellbeing": {
        "type": [
          "string",
          "null"
        ],
        "description": "What a lead should know of how much they carry; never a merit. Null where it looks well."
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
      "evidence",
      "flags",
      "gates",
      "hiddenGem",
      "languages",
      "locale",
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
      "wellbeing",
      "wrongData"
    ]
  },
  "CandidatesAnswer": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
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
      },
      "candidates": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CandidateAnswer"
        }
      },
      "moved": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/MovedAnswer"
        },
        "description": "Active people who cannot be candidates, and why."
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
      "candidates",
      "coverage",
      "cycle",
      "expertise",
      "moved",
      "policyVersion",
      "population",
      "run",
      "track",
      "window"
    ]
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
        "description": "Closed before anybody responded; in no rate and no wait."
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
  "Role": {
    "type": "string",
    "enum": [
      "admin",
      "lead",
      "product",
      "operator"
    ]
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
              "type": "null"
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
  "Track": {
    "type": "string",
    "enum": [
      "expert",
      "leader"
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
  "Weighting": {
    "type": "string",
    "enum": [
      "events",
      "people",
      "shared"
    ],
    "description": "What counts as activity. `events`: signals, whoever sent them. `people`: distinct persons in a space. `shared`: each person weighs 1, split over the spaces they are active in by their share of events."
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
  }
};
