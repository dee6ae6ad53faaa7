;; Of how many documents that are in a set each value of a facet is true, and which documents have any of some values.
;; Compiled into count-rows.server.ts; a test holds the two together. The memory is that of FacetMatrix: blocks of rows
;; of 64 bytes (512 documents), one for every value; behind them sets, which have one such row for every block. From
;; address 0 on there are four bytes for each row: what is counted, or which rows are asked for.
(module
  (memory (import "matrix" "memory") 1)
  ;; Blocks of $size bytes from $block to $end, each read once from its beginning to its end: a million documents are
  ;; more than any cache holds. From $ranges to $last there are ranges of rows, three numbers of four bytes each: the first
  ;; row and the end, in bytes from a block's beginning, and where the set is in which they are counted.
  (func (export "count")
    (param $block i32) (param $end i32) (param $size i32) (param $ranges i32) (param $last i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local $e i64) (local $f i64) (local $g i64) (local $h i64)
    (local $row i32) (local $to i32) (local $count i32) (local $range i32) (local $set i32) (local $at i32)
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $range (local.get $ranges))
        (block $counted
          (loop $next
            (br_if $counted (i32.ge_u (local.get $range) (local.get $last)))
            (local.set $set (i32.add (i32.load offset=8 (local.get $range)) (local.get $at)))
            (local.set $a (i64.load offset=0 (local.get $set)))
            (local.set $b (i64.load offset=8 (local.get $set)))
            (local.set $c (i64.load offset=16 (local.get $set)))
            (local.set $d (i64.load offset=24 (local.get $set)))
            (local.set $e (i64.load offset=32 (local.get $set)))
            (local.set $f (i64.load offset=40 (local.get $set)))
            (local.set $g (i64.load offset=48 (local.get $set)))
            (local.set $h (i64.load offset=56 (local.get $set)))
            ;; A block without any document of the set counts nothing.
            (if (i32.eqz (i64.eqz
                  (i64.or
                    (i64.or (i64.or (local.get $a) (local.get $b)) (i64.or (local.get $c) (local.get $d)))
                    (i64.or (i64.or (local.get $e) (local.get $f)) (i64.or (local.get $g) (local.get $h))))))
              (then
                (local.set $row (i32.add (local.get $block) (i32.load (local.get $range))))
                (local.set $to (i32.add (local.get $block) (i32.load offset=4 (local.get $range))))
                (local.set $count (i32.shr_u (i32.load (local.get $range)) (i32.const 4)))
                (loop $rows
                  (i32.store (local.get $count)
                    (i32.add (i32.load (local.get $count)) (i32.wrap_i64
                      (i64.add
                        (i64.add
                          (i64.add (i64.popcnt (i64.and (local.get $a) (i64.load offset=0 (local.get $row))))
                                   (i64.popcnt (i64.and (local.get $b) (i64.load offset=8 (local.get $row)))))
                          (i64.add (i64.popcnt (i64.and (local.get $c) (i64.load offset=16 (local.get $row))))
                                   (i64.popcnt (i64.and (local.get $d) (i64.load offset=24 (local.get $row))))))
                        (i64.add
                          (i64.add (i64.popcnt (i64.and (local.get $e) (i64.load offset=32 (local.get $row))))
                                   (i64.popcnt (i64.and (local.get $f) (i64.load offset=40 (local.get $row)))))
                          (i64.add (i64.popcnt (i64.and (local.get $g) (i64.load offset=48 (local.get $row))))
                                   (i64.popcnt (i64.and (local.get $h) (i64.load offset=56 (local.get $row))))))))))
                  (local.set $count (i32.add (local.get $count) (i32.const 4)))
                  (local.set $row (i32.add (local.get $row) (i32.const 64)))
                  (br_if $rows (i32.lt_u (local.get $row) (local.get $to))))))
            (local.set $range (i32.add (local.get $range) (i32.const 12)))
            (br $next)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (local.set $block (i32.add (local.get $block) (local.get $size)))
        (br $blocks))))

  ;; Makes the set what is in any of some rows of its block; their places in a block, in bytes, stand from 0 to $last.
  (func (export "unite")
    (param $block i32) (param $set i32) (param $size i32) (param $last i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $end i32) (local $row i32) (local $next i32)
    (local.set $end (local.get $set))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $a (v128.const i64x2 0 0))
        (local.set $b (v128.const i64x2 0 0))
        (local.set $c (v128.const i64x2 0 0))
        (local.set $d (v128.const i64x2 0 0))
        (local.set $next (i32.const 0))
        (block $united
          (loop $rows
            (br_if $united (i32.ge_u (local.get $next) (local.get $last)))
            (local.set $row (i32.add (local.get $block) (i32.load (local.get $next))))
            (local.set $a (v128.or (local.get $a) (v128.load offset=0 (local.get $row))))
            (local.set $b (v128.or (local.get $b) (v128.load offset=16 (local.get $row))))
            (local.set $c (v128.or (local.get $c) (v128.load offset=32 (local.get $row))))
            (local.set $d (v128.or (local.get $d) (v128.load offset=48 (local.get $row))))
            (local.set $next (i32.add (local.get $next) (i32.const 4)))
            (br $rows)))
        (v128.store offset=0 (local.get $set) (local.get $a))
        (v128.store offset=16 (local.get $set) (local.get $b))
        (v128.store offset=32 (local.get $set) (local.get $c))
        (v128.store offset=48 (local.get $set) (local.get $d))
        (local.set $set (i32.add (local.get $set) (i32.const 64)))
        (local.set $block (i32.add (local.get $block) (local.get $size)))
        (br $blocks)))))
