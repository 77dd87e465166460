package io.muster.protocol.client.answer;

import java.util.List;

/**
 * What another rule would do to a segment.
 *
 * @param before its size now
 * @param after its size with the other rule
 * @param entering how many would come in
 * @param leaving how many would go
 * @param staying how many are in before and after
 * @param enteringSample external ids of some who would come in
 * @param leavingSample external ids of some who would go
 * @param stayingSample external ids of some who would stay
 * @param sequence the answer is of this one
 */
public record EditEffect(
        long before,
        long after,
        long entering,
        long leaving,
        long staying,
        List<String> enteringSample,
        List<String> leavingSample,
        List<String> stayingSample,
        long sequence) {}
