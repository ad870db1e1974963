# The police's pages by Prawn: text and formatted text on a cursor, stamps for what repeats on a sheet. It writes no tags.
#
# Run: ruby bench/peers/prawn_peer.rb WORKLOAD COUNT DATA.json OUT. QR codes by the gem rqrcode_core: filled rectangles, a run
# of dark modules at a time. Pages are numbered through.
require "json"
require "fileutils"
require "prawn"

MM = 72 / 25.4
KINDS = { "sheets" => "personal_card", "sheets-each" => "personal_card", "sheets-qr" => "personal_card_qr" }.freeze

class Paper
  attr_reader :pdf, :data

  def initialize(data, size, margin: 0, foot_margin: 0, title:)
    @data = data
    @pdf = Prawn::Document.new(page_size: size, margin: [margin, margin, foot_margin, margin], skip_page_creation: true, compress: true,
                               info: { Title: title, Creator: "Prawn" })
    @pdf.font_families.update("A" => { normal: data["fonts"]["regular"], bold: data["fonts"]["bold"] })
    @stamps = 0
  end

  def ink(name)
    @data["colours"][name].delete("#")
  end

  def new_page
    @pdf.start_new_page
    @pdf.font("A")
  end

  def save(file)
    @pdf.render_file(file)
  end

  def self.modules(address)
    @made ||= {}
    @made[address] ||= begin
      require "rqrcode_core"
      rows = RQRCodeCore::QRCode.new(address, level: :m).modules
      runs = []
      rows.each_with_index do |row, y|
        x = 0
        row.chunk_while { |a, b| a == b }.each do |run|
          runs << [x, y, run.size] if run[0]
          x += run.size
        end
      end
      [rows.size, runs]
    end
  end

  # A QR code with its quiet zone; (x, y) is its top left corner, y upwards from the paper's foot.
  def code(address, x, y, size)
    count, runs = Paper.modules(address)
    m = size / (count + 8)
    @pdf.canvas do
      @pdf.fill_color("FFFFFF")
      @pdf.fill_rectangle([x, y], size, size)
      @pdf.fill_color("000000")
      runs.each { |column, row, long| @pdf.rectangle([x + (column + 4) * m, y - (row + 4) * m], long * m, m) }
      @pdf.fill
    end
  end

  # ---- cards: every line at its place

  def style(role)
    @data["styles"]["card"][role]
  end

  def line(role, x, y, words, right: nil)
    s = style(role)
    @pdf.fill_color(ink(s["colour"]))
    reached = x
    @pdf.font("A", style: s["bold"] ? :bold : :normal, size: s["size"]) do
      width = right || role == "label" ? @pdf.width_of(words) : 0
      x = right - width if right
      @pdf.draw_text(words, at: [x, y - 0.8 * s["leading"]])
      reached = x + width
    end
    reached
  end

  def bullet(role, x, y, size)
    @pdf.stroke_color(ink("ink"))
    @pdf.fill_color(ink("ink"))
    case role
    when "sign"
      @pdf.line_width(0.8)
      @pdf.stroke_rectangle([x, y + 0.6 * size], 0.6 * size, 0.6 * size)
    when "never"
      @pdf.line_width(1.4)
      @pdf.stroke_line([x, y], [x + 0.6 * size, y + 0.6 * size])
      @pdf.stroke_line([x, y + 0.6 * size], [x + 0.6 * size, y])
    else
      @pdf.fill_circle([x + 0.18 * size, y + 0.3 * size], 0.15 * size)
    end
  end

  def item(role, x, y, words)
    s = style(role)
    bullet(role, x, y - 0.76 * s["leading"], s["size"])
    line(role, x + s["indent"], y, words)
    y - s["leading"] - s["after"]
  end

  def front(card, x, y)
    side, top = @data["sheet"]["padding"]
    left, right, y = x + side, x + 252 - side, y - top
    line("title", left, y, card["title"])
    line("lead", left, y - 12, card["lead"])
    reached = line("label", left, y - 30, "#{card["label"]} ")
    line("number", reached, y - 27, card["code"])
    line("number1", left, y - 39, card["number"])
    @pdf.fill_color(ink("amber"))
    @pdf.fill_rectangle([left, y - 66], right - left, 19.5)
    line("urgent", left + 1.8 * MM, y - 70, card["danger"][0])
    line("number-urgent", left, y - 68.5, card["danger"][1], right: right - 1.8 * MM)
    card["rows"].each_with_index do |(name, voice), number|
      line("label", left, y - 97 - 14.5 * number, name)
      line("number", left, y - 94 - 14.5 * number, voice, right: right)
    end
  end

  def back(card, x, y)
    side, top = @data["sheet"]["padding"]
    x += side
    y -= top
    size = @data["sheet"]["qr"]
    code(card["qr"], x + 252 - 2 * side - size, y, size) if card["qr"]
    card["chapters"].each_with_index do |chapter, number|
      y -= style("heading2")["before"] if number.positive?
      line("heading2", x, y, chapter["heading"])
      y -= style("heading2")["leading"] + style("heading2")["after"]
      chapter["points"].each { |point| y = item("item", x, y, point) }
    end
    y = item("never", x, y - style("never")["before"], card["never"])
    card["small"].each do |words|
      line("small", x, y, words)
      y -= style("small")["leading"]
    end
  end

  # One card is recorded as a stamp and put down ten times.
  def sheet(card)
    own = @data["sheet"]
    %i[front back].each do |face|
      new_page
      @stamps += 1
      name = "face#{@stamps}"
      @pdf.create_stamp(name) { send(face, card, 0, 792) }
      own["cells"].each { |x, y| @pdf.stamp_at(name, [x, -y]) }
      unless @margin
        @margin = true
        @pdf.create_stamp("margin") do
          @pdf.line_width(0.25)
          @pdf.stroke_color("000000")
          own["ticks"].each { |fx, fy, tx, ty| @pdf.stroke_line([fx, 792 - fy], [tx, 792 - ty]) }
          line("small", 60, 29, own["notes"][0])
          line("small", 0, 29, own["notes"][1], right: 552)
        end
      end
      @pdf.stamp("margin")
    end
  end

  # ---- pages

  def use(role)
    s = @data["styles"]["page"][role]
    @pdf.fill_color(ink(s["colour"]))
    s
  end

  def lead_of(s)
    @line_height ||= @pdf.font("A").height_at(1000) / 1000.0
    s["leading"] - @line_height * s["size"]
  end

  def say(role, words, width: @pdf.bounds.width, x: 0, align: :left)
    s = use(role)
    @pdf.move_down(s["before"])
    @pdf.bounding_box([x, @pdf.cursor], width: width) do
      @pdf.text(words, size: s["size"], style: s["bold"] ? :bold : :normal, leading: lead_of(s), align: align, inline_format: true)
    end
    @pdf.move_down(s["after"])
  end

  def height(s, words, width)
    plain = words.gsub(/<[^>]*>/, "")
    lines = (@pdf.width_of(plain, size: s["size"]) / width * 1.06).ceil
    lines * s["leading"] + s["after"]
  end

  def put(kind, x, width, words)
    s = use(kind)
    bullet(kind, x, @pdf.cursor - 0.78 * s["leading"], s["size"]) unless s["bullet"] == "none"
    s = use(kind)
    @pdf.bounding_box([x + s["indent"], @pdf.cursor], width: width - s["indent"]) do
      @pdf.text(words, size: s["size"], leading: lead_of(s), inline_format: true)
    end
    @pdf.move_down(s["after"])
  end

  # Two lists side by side where they fit on the page, else item beside item; heights are estimated from widths.
  def two_columns(kind, items)
    s = use(kind)
    width = (@pdf.bounds.width - 6 * MM) / 2
    half = (items.size / 2.0).ceil
    left, right = items[0...half], items[half..]
    inner = width - s["indent"]
    if [left, right].map { |column| column.sum { |words| height(s, words, inner) } }.max < @pdf.cursor
      top = @pdf.cursor
      left.each { |words| put(kind, 0, width, words) }
      lowest = @pdf.cursor
      @pdf.move_cursor_to(top)
      right.each { |words| put(kind, width + 6 * MM, width, words) }
      @pdf.move_cursor_to([lowest, @pdf.cursor].min)
      return
    end
    left.each_with_index do |words, number|
      other = right[number]
      @pdf.start_new_page if [words, other].compact.map { |one| height(s, one, inner) }.max > @pdf.cursor
      top = @pdf.cursor
      put(kind, 0, width, words)
      next unless other

      lowest = @pdf.cursor
      @pdf.move_cursor_to(top)
      put(kind, width + 6 * MM, width, other)
      @pdf.move_cursor_to([lowest, @pdf.cursor].min)
    end
  end

  def chapter(heading)
    @pdf.start_new_page if @pdf.cursor < 70
    say("heading2", heading)
  end

  def bold(runs)
    runs.map { |kind, words| kind.empty? ? escape(words) : "<b>#{escape(words)}</b>" }.join
  end

  def escape(words)
    words.gsub("&", "&amp;").gsub("<", "&lt;")
  end

  def head(piece)
    new_page
    %w[kicker title lead].zip(%w[kicker heading1 lead]).each { |key, role| say(role, escape(piece[key])) }
  end

  def panel(height, fill)
    top = @pdf.cursor
    @pdf.fill_color(ink(fill))
    @pdf.fill_rectangle([0, top], @pdf.bounds.width, height)
    if fill == "tint"
      @pdf.fill_color(ink("brand"))
      @pdf.fill_rectangle([0, top], 2 * MM, height)
    end
    top
  end

  def sources(piece)
    chapter("Sources")
    entries = piece["sources"].map do |one|
      "<b>#{one["site"]}</b>: " + one["sources"].map { |title, address, dated| "<link href=\"#{address}\">#{escape(title)}</link>#{escape(dated)}" }.join("; ")
    end
    two_columns("source", entries)
    say("small", piece["credit"])
  end

  def rule(y)
    @pdf.move_cursor_to(y - 1.6 * MM)
    @pdf.stroke_color(ink("line"))
    @pdf.line_width(0.5)
    @pdf.stroke_horizontal_rule
  end

  def handout(person)
    piece, full = @data["handout"], @pdf.bounds.width
    head(piece)
    say("for", piece["for"])
    top = panel(44, "amber")
    @pdf.move_cursor_to(top - 5)
    say("urgent", piece["urgent"][0], width: full - 100, x: 5 * MM)
    @pdf.move_cursor_to(top - 5)
    say("number-urgent", piece["urgent"][1], width: 80, x: full - 80 - 5 * MM, align: :right)
    @pdf.move_cursor_to(top - 44 - 4 * MM)
    top = panel(118, "tint")
    lead = piece["hotline"]
    @pdf.move_cursor_to(top - 4 * MM)
    say("label1", lead["name"], width: 300, x: 7 * MM)
    say("number1", lead["number"], width: 300, x: 7 * MM)
    say("note", "<b>Text #{lead["text"]}</b> (#{lead["vanity"]}) · <b>TTY #{lead["tty"]}</b>", width: 300, x: 7 * MM)
    lead["notes"].each { |note| say("note", escape(note), width: 300, x: 7 * MM) }
    code(lead["qr"], 16 * MM + full - 130, 24 * MM + top - 4 * MM, 28 * MM)
    @pdf.move_cursor_to(top - 33 * MM)
    say("small", "<link href=\"#{lead["address"]}\">#{lead["web"]}</link>", width: 120, x: full - 130)
    @pdf.move_cursor_to(top - 118 - 5 * MM)
    if person
      top = @pdf.cursor
      @pdf.stroke_color(ink("line"))
      @pdf.line_width(0.8)
      @pdf.stroke_rectangle([0, top], full, 60)
      @pdf.move_cursor_to(top - 3 * MM)
      say("name", person["name"], x: 5 * MM, width: 400)
      say("note", person["line"], x: 5 * MM, width: 400)
      say("note", "<link href=\"https://#{person["web"]}\">#{person["web"]}</link>", x: 5 * MM, width: 400)
      @pdf.move_cursor_to(top - 60 - 5 * MM)
    end
    piece["chapters"].each do |part|
      chapter(part["heading"])
      two_columns(part["kind"], part["points"].map { |point| bold(point) })
    end
    chapter(piece["more"]["heading"])
    own = person ? [{ "name" => person["contact"], "note" => "#{person["call_for"]} · #{person["hours"]}", "number" => person["number"], "vanity" => "", "text" => "" }] : []
    (own + piece["more"]["rows"]).each do |row|
      @pdf.start_new_page if @pdf.cursor < 60
      @pdf.move_down(1.6 * MM)
      top = @pdf.cursor
      say("name", escape(row["name"]), width: 380)
      say("note", escape(row["note"]), width: 380)
      low = @pdf.cursor
      @pdf.move_cursor_to(top)
      say("number", row["number"], width: 130, x: full - 130, align: :right)
      [row["vanity"], row["text"]].reject(&:empty?).each { |extra| say("note", "<b>#{extra}</b>", width: 130, x: full - 130, align: :right) }
      rule([low, @pdf.cursor].min)
    end
    chapter(piece["agencies"]["heading"])
    two_columns("item", piece["agencies"]["points"].map { |point| bold(point) })
    sources(piece)
  end

  def guide
    piece, full = @data["guide"], @pdf.bounds.width
    head(piece)
    @pdf.move_down(4 * MM)
    top = panel(50, "tint")
    @pdf.move_cursor_to(top - 17)
    say("label1", piece["hotline"][0], width: 300, x: 7 * MM)
    @pdf.move_cursor_to(top - 11)
    say("number1", piece["hotline"][1], width: 250, x: full - 250 - 5 * MM, align: :right)
    @pdf.move_cursor_to(top - 50 - 5 * MM)
    piece["agencies"].each do |agency|
      chapter(agency["heading"])
      two_columns("item", agency["points"].map { |point| bold(point) })
      agency["rows"].each do |name, number|
        @pdf.start_new_page if @pdf.cursor < 30
        @pdf.move_down(1.6 * MM)
        top = @pdf.cursor
        say("name", name, width: 380)
        @pdf.move_cursor_to(top)
        say("number", number, width: 130, x: full - 130, align: :right)
        rule(@pdf.cursor)
      end
    end
    sources(piece)
  end

  def feet(words)
    @pdf.repeat(:all) do
      @pdf.canvas do
        @pdf.stroke_color(ink("line"))
        @pdf.line_width(0.6)
        @pdf.stroke_line([16 * MM, 20 * MM], [612 - 16 * MM, 20 * MM])
        @pdf.fill_color(ink("quiet"))
        @pdf.draw_text(words, at: [16 * MM, 16 * MM], size: 8.5)
      end
    end
    @pdf.number_pages("Page <page> of <total>", at: [@pdf.bounds.right - 150, -5.5 * MM], width: 150, align: :right, size: 8.5, color: ink("quiet"))
  end
end

def handouts(data, people, file)
  paper = Paper.new(data, [612, 792], margin: 16 * MM, foot_margin: 24 * MM, title: data["handout"]["title"])
  people.each { |person| paper.handout(person) }
  paper.feet(data["handout"]["footer"])
  paper.save(file)
end

def card_of(data, person, kind)
  card = data[kind]
  qr = kind == "personal_card_qr" ? person["qr"] : nil
  card.merge("rows" => [[person["short"], person["number"]], *card["rows"][1..]], "small" => [person["name"], *card["small"][1..]], "qr" => qr)
end

def sheets(data, people, kind, file)
  paper = Paper.new(data, [612, 792], title: data["card"]["title"])
  people.each { |person| paper.sheet(card_of(data, person, kind)) }
  paper.save(file)
end

def cold(data, out)
  handouts(data, [nil], "#{out}/handout.pdf")
  paper = Paper.new(data, [612, 792], margin: 16 * MM, foot_margin: 24 * MM, title: data["guide"]["title"])
  paper.guide
  paper.feet(data["guide"]["footer"])
  paper.save("#{out}/agency-guide.pdf")
  paper = Paper.new(data, [252, 144], title: data["card"]["title"])
  %i[front back].each do |face|
    paper.new_page
    paper.send(face, data["card"], 0, 144)
  end
  paper.save("#{out}/wallet-card.pdf")
  paper = Paper.new(data, [612, 792], title: data["card"]["title"])
  paper.sheet(data["card"])
  paper.save("#{out}/wallet-card.avery-5371.pdf")
end

workload, count, file, out = ARGV
data = JSON.parse(File.read(file, encoding: "utf-8"))
people = data["records"].first(count.to_i)
FileUtils.mkdir_p(out)
case workload
when "cold" then cold(data, out)
when "sheets", "sheets-qr" then sheets(data, people, KINDS[workload], "#{out}/sheets.pdf")
when "sheets-each" then people.each { |person| sheets(data, [person], KINDS[workload], "#{out}/#{person["id"]}.pdf") }
when "handouts" then handouts(data, people, "#{out}/handouts.pdf")
when "handouts-each" then people.each { |person| handouts(data, [person], "#{out}/#{person["id"]}.pdf") }
else abort("there is no workload '#{workload}'")
end
