;; Where in a block of a TextStore a phrase stands. Compiled into phrase-walk.server.ts; a test holds the two together. The
;; memory is that of PhraseWalk. From address 0 on there is a byte for each place of a block: a mark, if the phrase may
;; begin there. Places take two bytes each; all addresses are in bytes.
(module
  (memory (import "walk" "memory") 1)
  ;; Marks where the phrase would begin that has one of its words, $offset words behind its beginning, at the places from
  ;; $at to $end: with $mark.
  (func (export "mark") (param $at i32) (param $end i32) (param $offset i32) (param $mark i32)
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (i32.store8 (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)) (local.get $mark))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $places))))

  ;; The same, but only where the mark was $before: no branch, though most places do not go on.
  (func (export "remark") (param $at i32) (param $end i32) (param $offset i32) (param $before i32) (param $mark i32)
    (local $start i32) (local $now i32)
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $start (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)))
        (local.set $now (i32.load8_u (local.get $start)))
        (i32.store8 (local.get $start)
          (select (local.get $mark) (local.get $now) (i32.eq (local.get $now) (local.get $before))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $places))))

  ;; Writes from $out on, four bytes each, the parts of documents where a phrase begins that has its last word at the places
  ;; from $at to $end, and $mark there: four times the document's slot, and 0 for its title, 1 for its head, 2 for its body.
  ;; From $slots on there are four numbers of four bytes for each slot: where it begins, where its title, head and body
  ;; end; behind the last one, where that ends. @returns where it ceased to write.
  (func (export "name")
    (param $at i32) (param $end i32) (param $offset i32) (param $mark i32) (param $slots i32) (param $out i32)
    (result i32)
    (local $start i32) (local $before i32) (local $slot i32) (local $behind i32) (local $level i32)
    (local.set $slot (local.get $slots))
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $start (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br_if $places (i32.ne (i32.load8_u (local.get $start)) (local.get $mark)))
        ;; The places of another word begin.
        (if (i32.lt_u (local.get $start) (local.get $before))
          (then
            (local.set $slot (local.get $slots))
            (local.set $behind (i32.const 0))))
        (local.set $before (local.get $start))
        (br_if $places (i32.lt_u (local.get $start) (local.get $behind)))
        (block $found
          (loop $next
            (br_if $found (i32.gt_u (i32.load offset=16 (local.get $slot)) (local.get $start)))
            (local.set $slot (i32.add (local.get $slot) (i32.const 16)))
            (br $next)))
        (local.set $level (i32.add
          (i32.ge_u (local.get $start) (i32.load offset=4 (local.get $slot)))
          (i32.ge_u (local.get $start) (i32.load offset=8 (local.get $slot)))))
        (local.set $behind
          (i32.load offset=4 (i32.add (local.get $slot) (i32.shl (local.get $level) (i32.const 2)))))
        ;; What stands behind the texts is in no order.
        (if (i32.ge_u (local.get $start) (local.get $behind))
          (then
            (local.set $behind (i32.load offset=16 (local.get $slot)))
            (br $places)))
        (i32.store (local.get $out)
          (i32.or (i32.shr_u (i32.sub (local.get $slot) (local.get $slots)) (i32.const 2)) (local.get $level)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $places)))
    (local.get $out)))
