;; Of how many documents that are in a set each value of a facet is true, and which documents have any of some values.
;; Compiled into count-rows.server.ts; a test holds the two together. The memory is that of FacetMatrix: blocks of rows
;; of 64 bytes (512 documents), the first row of a block being the set, then one row for every value. From address 0 on
;; there are four bytes for each row: what is counted, or which rows are asked for.
(module
  (memory (import "matrix" "memory") 1)
  ;; Blocks of $size bytes from $block to $end; rows from $from to $to, in bytes from the block's beginning.
  (func (export "count")
    (param $block i32) (param $end i32) (param $size i32) (param $from i32) (param $to i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local $e i64) (local $f i64) (local $g i64) (local $h i64)
    (local $row i32) (local $last i32) (local $count i32)
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $a (i64.load offset=0 (local.get $block)))
        (local.set $b (i64.load offset=8 (local.get $block)))
        (local.set $c (i64.load offset=16 (local.get $block)))
        (local.set $d (i64.load offset=24 (local.get $block)))
        (local.set $e (i64.load offset=32 (local.get $block)))
        (local.set $f (i64.load offset=40 (local.get $block)))
        (local.set $g (i64.load offset=48 (local.get $block)))
        (local.set $h (i64.load offset=56 (local.get $block)))
        ;; A block without any document of the set counts nothing.
        (if (i32.eqz (i64.eqz
              (i64.or
                (i64.or (i64.or (local.get $a) (local.get $b)) (i64.or (local.get $c) (local.get $d)))
                (i64.or (i64.or (local.get $e) (local.get $f)) (i64.or (local.get $g) (local.get $h))))))
          (then
            (local.set $row (i32.add (local.get $block) (local.get $from)))
            (local.set $last (i32.add (local.get $block) (local.get $to)))
            (local.set $count (i32.const 0))
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
              (br_if $rows (i32.lt_u (local.get $row) (local.get $last))))))
        (local.set $block (i32.add (local.get $block) (local.get $size)))
        (br $blocks))))

  ;; Makes the set of each block what is in any of its rows; their places in a block, in bytes, stand from 0 to $last.
  (func (export "unite")
    (param $block i32) (param $end i32) (param $size i32) (param $last i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local $e i64) (local $f i64) (local $g i64) (local $h i64)
    (local $row i32) (local $next i32)
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $a (i64.const 0))
        (local.set $b (i64.const 0))
        (local.set $c (i64.const 0))
        (local.set $d (i64.const 0))
        (local.set $e (i64.const 0))
        (local.set $f (i64.const 0))
        (local.set $g (i64.const 0))
        (local.set $h (i64.const 0))
        (local.set $next (i32.const 0))
        (block $united
          (loop $rows
            (br_if $united (i32.ge_u (local.get $next) (local.get $last)))
            (local.set $row (i32.add (local.get $block) (i32.load (local.get $next))))
            (local.set $a (i64.or (local.get $a) (i64.load offset=0 (local.get $row))))
            (local.set $b (i64.or (local.get $b) (i64.load offset=8 (local.get $row))))
            (local.set $c (i64.or (local.get $c) (i64.load offset=16 (local.get $row))))
            (local.set $d (i64.or (local.get $d) (i64.load offset=24 (local.get $row))))
            (local.set $e (i64.or (local.get $e) (i64.load offset=32 (local.get $row))))
            (local.set $f (i64.or (local.get $f) (i64.load offset=40 (local.get $row))))
            (local.set $g (i64.or (local.get $g) (i64.load offset=48 (local.get $row))))
            (local.set $h (i64.or (local.get $h) (i64.load offset=56 (local.get $row))))
            (local.set $next (i32.add (local.get $next) (i32.const 4)))
            (br $rows)))
        (i64.store offset=0 (local.get $block) (local.get $a))
        (i64.store offset=8 (local.get $block) (local.get $b))
        (i64.store offset=16 (local.get $block) (local.get $c))
        (i64.store offset=24 (local.get $block) (local.get $d))
        (i64.store offset=32 (local.get $block) (local.get $e))
        (i64.store offset=40 (local.get $block) (local.get $f))
        (i64.store offset=48 (local.get $block) (local.get $g))
        (i64.store offset=56 (local.get $block) (local.get $h))
        (local.set $block (i32.add (local.get $block) (local.get $size)))
        (br $blocks)))))
