;; Of how many documents that are in a set each value of a facet is true. Compiled into count-rows.server.ts; a test holds the
;; two together. The memory is that of FacetMatrix: blocks of rows of 64 bytes (512 documents), the first row of a block
;; being the set, then one row for every value. Counts are added up from address 0, four bytes for each row.
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
        (br $blocks)))))
