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
