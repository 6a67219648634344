package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.Faults;
import java.time.Duration;
import java.util.Map;

/** Something that happens in the life of a stream. */
sealed interface Step {

    /** Time passes, and the operator does what is due. */
    record Wait(Duration duration) implements Step {}

    /** The operator makes that many passes, and then something else happens. */
    record Passes(int count) implements Step {}

    record Apply(String object, EncryptedKinesisStreamSpec spec) implements Step {}

    record Delete(String object) implements Step {}

    record Restart() implements Step {}

    /** The process ends at the n-th await point from now. */
    record CrashAfter(int points) implements Step {}

    /** Each call to AWS goes wrong with this probability. */
    record Trouble(double probability) implements Step {

        void begin(Faults faults) {
            faults.clear();
            faults.atRandom(probability);
        }
    }

    /** At the n-th await point from now, the process is suspended for so long, and another one leads. */
    record Handover(int points, Duration pause) implements Step {}

    /** After so many more calls, all calls to AWS go wrong in the same way, until all is well again. */
    record Outage(Kind kind, int calls) implements Step {

        enum Kind {
            UNREACHABLE {
                @Override
                void begin(Faults.Injection all) {
                    all.fails("ServiceUnavailable", 503);
                }
            },
            CREDENTIALS_EXPIRED {
                @Override
                void begin(Faults.Injection all) {
                    all.fails("ExpiredTokenException", 400, "The security token included in the request is expired");
                }
            },
            CREDENTIALS_ROTATED {
                @Override
                void begin(Faults.Injection all) {
                    all.fails(
                            "UnrecognizedClientException",
                            400,
                            "The security token included in the request is invalid.");
                }
            },
            CLOCK_AN_HOUR_LATE {
                @Override
                void begin(Faults.Injection all) {
                    all.fails(
                            "InvalidSignatureException",
                            400,
                            "Signature expired: 20300101T000000Z is now earlier than 20300101T005500Z"
                                    + " (20300101T010000Z - 5 min.)");
                }
            },
            CLOCK_AN_HOUR_AHEAD {
                @Override
                void begin(Faults.Injection all) {
                    all.fails(
                            "InvalidSignatureException",
                            400,
                            "Signature not yet current: 20300101T010000Z is still later than 20300101T000500Z"
                                    + " (20300101T000000Z + 5 min.)");
                }
            },
            REQUESTS_EXPIRE {
                @Override
                void begin(Faults.Injection all) {
                    all.fails("RequestExpired", 400, "Request has expired.");
                }
            },
            WRONG_REGION {
                @Override
                void begin(Faults.Injection all) {
                    all.fails(
                            "InvalidSignatureException",
                            400,
                            "Credential should be scoped to a valid region, not 'us-east-1'. ");
                }
            },
            THROTTLED {
                @Override
                void begin(Faults.Injection all) {
                    all.isThrottled();
                }
            },
            ANSWERS_LOST {
                @Override
                void begin(Faults.Injection all) {
                    all.losesTheAnswer();
                }
            },
            ALL_TWICE {
                @Override
                void begin(Faults.Injection all) {
                    all.isDuplicated();
                }
            },
            ALL_STALE {
                @Override
                void begin(Faults.Injection all) {
                    all.isStaleBy(Duration.ofSeconds(5));
                }
            };

            abstract void begin(Faults.Injection all);
        }
    }

    /** From now on, each request to the API server meets this. */
    record Api(ApiTrouble trouble) implements Step {}

    /** The watch tells nothing any more. */
    record LoseTheWatch() implements Step {}

    /** AWS, the API server and the watch are well again. */
    record AllWell() implements Step {}

    /** Somebody else does something at AWS. */
    record Somebody(Deed deed) implements Step {

        enum Deed {
            STOPS_ENCRYPTION {
                @Override
                void in(AwsConsole console, World world) {
                    console.stopEncryption(World.STREAM);
                }
            },
            ENCRYPTS_UNDER_ANOTHER_KEY {
                @Override
                void in(AwsConsole console, World world) {
                    console.encrypt(World.STREAM, world.strangersKey());
                }
            },
            DELETES_THE_STREAM {
                @Override
                void in(AwsConsole console, World world) {
                    console.deleteStream(World.STREAM);
                }
            },
            CREATES_A_STREAM {
                @Override
                void in(AwsConsole console, World world) {
                    console.createActiveStream(World.STREAM, 2, Map.of());
                }
            },
            DISABLES_A_KEY {
                @Override
                void in(AwsConsole console, World world) {
                    console.disableKey(world.firstKey());
                }
            },
            ENABLES_IT_AGAIN {
                @Override
                void in(AwsConsole console, World world) {
                    console.enableKey(world.firstKey());
                }
            },
            RESHARDS {
                @Override
                void in(AwsConsole console, World world) {
                    console.settle(World.STREAM);
                    int shards = world.openShards();
                    console.kinesis()
                            .updateShardCount(request -> request.streamName(World.STREAM)
                                    .targetShardCount(shards + 1)
                                    .scalingType("UNIFORM_SCALING"));
                }
            };

            abstract void in(AwsConsole console, World world);
        }
    }
}
