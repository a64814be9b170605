"""From an answer to an outcome and its verdict: proof, refusals, pages that only pretend."""
