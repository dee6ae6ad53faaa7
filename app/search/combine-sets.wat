;; Which documents pass all of some filters, and which fail at exactly one. Compiled into combine-sets.server.ts; a test
;; holds the two together. The memory is that of SetCombiner: bitsets of $size bytes, a multiple of 16, one behind the
;; other: from address 0 on what passes all, then what fails at one, then the filter; all addresses are in bytes.
(module
  (memory (import "sets" "memory") 1)
  ;; Takes one more filter into account.
  (func (export "pass") (param $size i32)
    (local $at i32) (local $once i32) (local $filter i32) (local $passed v128) (local $passing v128)
    (local.set $once (local.get $size))
    (local.set $filter (i32.shl (local.get $size) (i32.const 1)))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $at) (local.get $size)))
        (local.set $passed (v128.load (local.get $at)))
        (local.set $passing (v128.load (local.get $filter)))
        (v128.store (local.get $once)
          (v128.or
            (v128.and (v128.load (local.get $once)) (local.get $passing))
            (v128.andnot (local.get $passed) (local.get $passing))))
        (v128.store (local.get $at) (v128.and (local.get $passed) (local.get $passing)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (local.set $once (i32.add (local.get $once) (i32.const 16)))
        (local.set $filter (i32.add (local.get $filter) (i32.const 16)))
        (br $words))))

  ;; Makes the filter what passes all, or fails at that one alone.
  (func (export "without") (param $size i32)
    (local $at i32) (local $once i32) (local $filter i32)
    (local.set $once (local.get $size))
    (local.set $filter (i32.shl (local.get $size) (i32.const 1)))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $at) (local.get $size)))
        (v128.store (local.get $filter)
          (v128.or
            (v128.load (local.get $at))
            (v128.andnot (v128.load (local.get $once)) (v128.load (local.get $filter)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (local.set $once (i32.add (local.get $once) (i32.const 16)))
        (local.set $filter (i32.add (local.get $filter) (i32.const 16)))
        (br $words)))))
