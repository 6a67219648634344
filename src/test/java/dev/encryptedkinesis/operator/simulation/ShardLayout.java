package dev.encryptedkinesis.operator.simulation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * The shards of a stream.
 *
 * @param closed those that earlier reshardings closed; AWS drops them when their records have expired, this never does
 * @param open those that take records, by hash key
 */
record ShardLayout(List<Span> closed, List<Span> open) {
    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);

    /** One shard: its part of the hash keys, and the closed shards whose records came before its own. */
    record Span(int number, BigInteger first, BigInteger last, List<Span> parents) {
        String id() {
            return "shardId-%012d".formatted(number);
        }

        boolean overlaps(Span other) {
            return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
        }

        boolean holds(BigInteger hashKey) {
            return first.compareTo(hashKey) <= 0 && hashKey.compareTo(last) <= 0;
        }

        Shard describe() {
            return Shard.builder()
                    .shardId(id())
                    .parentShardId(parents.isEmpty() ? null : parents.get(0).id())
                    .adjacentParentShardId(
                            parents.size() < 2 ? null : parents.get(1).id())
                    .hashKeyRange(
                            range -> range.startingHashKey(first.toString()).endingHashKey(last.toString()))
                    .sequenceNumberRange(range -> range.startingSequenceNumber("0"))
                    .build();
        }

        private Span withParents(List<Span> before) {
            // Grandparents are of no interest: dropping them keeps a much resharded stream small.
            List<Span> leaves = before.stream()
                    .map(span -> new Span(span.number, span.first, span.last, List.of()))
                    .toList();
            return new Span(number, first, last, leaves);
        }
    }

    static ShardLayout none() {
        return new ShardLayout(List.of(), List.of());
    }

    static ShardLayout uniform(int shards) {
        return new ShardLayout(List.of(), spans(shards, 0));
    }

    /** All open shards closed, and so many new ones of equal size open instead. */
    ShardLayout resharded(int shards) {
        List<Span> all = new ArrayList<>(closed);
        all.addAll(open);
        List<Span> children = spans(shards, all.size()).stream()
                .map(child ->
                        child.withParents(open.stream().filter(child::overlaps).toList()))
                .toList();
        return new ShardLayout(List.copyOf(all), children);
    }

    List<Span> all() {
        List<Span> all = new ArrayList<>(closed);
        all.addAll(open);
        return all;
    }

    Span holding(BigInteger hashKey) {
        return open.stream().filter(span -> span.holds(hashKey)).findFirst().orElseThrow();
    }

    private static List<Span> spans(int count, int firstNumber) {
        BigInteger size = HASH_KEYS.divide(BigInteger.valueOf(count));
        return IntStream.range(0, count)
                .mapToObj(index -> {
                    BigInteger first = size.multiply(BigInteger.valueOf(index));
                    BigInteger next = index == count - 1 ? HASH_KEYS : first.add(size);
                    return new Span(firstNumber + index, first, next.subtract(BigInteger.ONE), List.of());
                })
                .toList();
    }
}
