package dev.encryptedkinesis.operator.chaos;

/** What can go wrong, and for how long it does, in seconds. */
enum Trouble {
    LEADER_KILLED("kill -9 of the operator that leads", 1, 40),
    API_SERVER_KILLED("kill -9 of kube-apiserver", 1, 15),
    ETCD_KILLED("kill -9 of etcd", 1, 15),
    LEADER_SUSPENDED("kill -STOP of the operator that leads", 20, 45),
    LEADER_CUT_OFF("the operator that leads is cut off from kube-apiserver", 12, 40),
    AWS_SLOW("AWS: answers take 0.2 to 2 s longer", 5, 20),
    AWS_RESETS("AWS: half of the connections are reset after 100 ms", 5, 15),
    AWS_SILENT("AWS: half of the connections are silent", 5, 20),
    AWS_TRICKLES("AWS: a kilobyte a second", 5, 15),
    AWS_ANSWERS_LOST("AWS: does what it is asked, and answers break off", 5, 15),
    AWS_UNREACHABLE("AWS: connections are refused", 5, 20);

    private final String words;
    private final int shortest;
    private final int longest;

    Trouble(String words, int shortest, int longest) {
        this.words = words;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Whether another one has to lead, or the same one after a restart. */
    boolean takesTheLeader() {
        return this == LEADER_KILLED || this == LEADER_SUSPENDED || this == LEADER_CUT_OFF;
    }

    String words() {
        return words;
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }
}
