package dev.encryptedkinesis.operator.chaos;

import dev.encryptedkinesis.operator.chaos.Toxiproxy.Direction;
import dev.encryptedkinesis.operator.chaos.Toxiproxy.Toxic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets things go wrong. */
final class Saboteur {

    /** The proxies on the way to AWS. */
    static final List<String> AWS = List.of("kinesis", "kms");

    /** How something that went wrong ends. */
    interface Remedy {
        void apply() throws IOException;
    }

    private final Toxiproxy toxiproxy;
    private final Daemon apiServer;
    private final Daemon etcd;
    private final Supplier<Replica> leader;

    /** @param leader the replica that leads, or did when that could be seen last */
    Saboteur(Toxiproxy toxiproxy, Daemon apiServer, Daemon etcd, Supplier<Replica> leader) {
        this.toxiproxy = toxiproxy;
        this.apiServer = apiServer;
        this.etcd = etcd;
        this.leader = leader;
    }

    Remedy begin(Trouble trouble) throws IOException {
        switch (trouble) {
            case LEADER_KILLED -> {
                Replica victim = leader.get();
                victim.kill();
                return victim::letUp;
            }
            case LEADER_SUSPENDED -> {
                Replica victim = leader.get();
                victim.suspend();
                return victim::resume;
            }
            case LEADER_CUT_OFF -> {
                Replica victim = leader.get();
                toxiproxy.cutOff(victim.name());
                return () -> toxiproxy.connect(victim.name());
            }
            case API_SERVER_KILLED -> {
                apiServer.kill();
                return apiServer::startAgain;
            }
            case ETCD_KILLED -> {
                etcd.kill();
                return etcd::startAgain;
            }
            case AWS_UNREACHABLE -> {
                AWS.forEach(toxiproxy::cutOff);
                return () -> AWS.forEach(toxiproxy::connect);
            }
            case AWS_SLOW -> {
                return poison(Direction.DOWNSTREAM, new Toxic("latency", 1, Map.of("latency", 1_100, "jitter", 900)));
            }
            case AWS_RESETS -> {
                return poison(Direction.UPSTREAM, new Toxic("reset_peer", 0.5, Map.of("timeout", 100)));
            }
            case AWS_SILENT -> {
                return poison(Direction.UPSTREAM, new Toxic("timeout", 0.5, Map.of("timeout", 0)));
            }
            case AWS_TRICKLES -> {
                return poison(Direction.DOWNSTREAM, new Toxic("bandwidth", 1, Map.of("rate", 1)));
            }
            case AWS_ANSWERS_LOST -> {
                return poison(Direction.DOWNSTREAM, new Toxic("limit_data", 0.5, Map.of("bytes", 60)));
            }
        }
        throw new IllegalArgumentException(trouble.name());
    }

    private Remedy poison(Direction direction, Toxic toxic) {
        AWS.forEach(proxy -> toxiproxy.poison(proxy, direction, toxic));
        return () -> AWS.forEach(proxy -> toxiproxy.cure(proxy, toxic));
    }
}
